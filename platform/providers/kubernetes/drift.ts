// The inputs that would describe an object as it is: they differ from the program's where somebody else changed something.
import { differences } from "../shared/differences";
import { isProperties, type Properties, type Value } from "../shared/values";

/**
 * A field of the inputs that is the same in the cluster as when Pulumi last saw it keeps the spelling of the inputs, since the
 * API server writes some values in its own way (`1000m` as `1`). Fields that the inputs do not have belong to others.
 */
export function inputsAsFound(inputs: Properties, seen: Properties, live: Properties): Properties {
    const view =
        inputs.kind === "Secret" && inputs.stringData !== undefined ? withStringData : (one: Properties) => one;
    return found(inputs, view(seen), view(live)) as Properties;
}

function found(input: Value, seen: Value | undefined, live: Value | undefined): Value | undefined {
    if (isProperties(input) && isProperties(live)) {
        const before = isProperties(seen) ? seen : {};
        return Object.fromEntries(
            Object.entries(input)
                .map(([key, value]) => [key, found(value, before[key], live[key])] as const)
                .filter((entry): entry is readonly [string, Value] => entry[1] !== undefined),
        );
    }
    if (Array.isArray(input) && Array.isArray(live) && input.length === live.length) {
        const before = Array.isArray(seen) ? seen : [];
        return input.map((value, index) => found(value, before[index], live[index]) ?? value);
    }
    return same(seen, live) ? input : live;
}

function same(seen: Value | undefined, live: Value | undefined): boolean {
    return Object.keys(differences({ value: seen ?? null }, { value: live ?? null })).length === 0;
}

/** The API server keeps `stringData` as base64 among `data`, and never shows it again. */
function withStringData(object: Properties): Properties {
    const data = isProperties(object.data) ? object.data : {};
    const stringData = Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, Buffer.from(String(value), "base64").toString()]),
    );
    return { ...object, stringData };
}
