// Inputs after a refresh, as azure-native infers them: what differs between the old outputs and the new ones is put into
// the inputs; whatever was a default of the service and still is stays out of them.
import { isDeepStrictEqual } from "node:util";
import { isProperties, type Properties, type Value } from "../../providers/shared/values";

export function driftedInputs(inputs: Properties, old: Properties, now: Properties): Properties {
    const result: Properties = {};
    for (const [name, value] of Object.entries(inputs)) {
        const gone = name in old && !(name in now);
        if (!gone) {
            result[name] = value;
        }
    }
    for (const [name, value] of Object.entries(now)) {
        if (!isDeepStrictEqual(old[name], value)) {
            result[name] = merged(inputs[name], old[name], value);
        }
    }
    return result;
}

function merged(input: Value | undefined, old: Value | undefined, now: Value): Value {
    if (isProperties(input) && isProperties(old) && isProperties(now)) {
        return driftedInputs(input, old, now);
    }
    if (Array.isArray(input) && Array.isArray(old) && Array.isArray(now)) {
        return now.map((item, index) => (index < input.length ? merged(input[index], old[index], item) : item));
    }
    return now;
}
