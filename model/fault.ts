/** What is wrong with an input, as records: prefixes are added to the path, and the text is made once, where it is shown. */

export interface Fault {
    /** Path of what is wrong, such as `images[0].size`; empty for the value that was checked itself. */
    readonly property: string;
    /** The value given, what is accepted, and what to do. */
    readonly reason: string;
}

/** A path of keys, as Pulumi's engine reads it: `images[0].size`, `env["a.b"]`. */
export function propertyPath(...keys: readonly (string | number)[]): string {
    return below("", ...keys);
}

/** The path of what `keys` name in the value at `path`. */
export function below(path: string, ...keys: readonly (string | number)[]): string {
    return keys.reduce<string>((outer, key) => joined(outer, keyText(key)), path);
}

/** The faults of a value that is at `path` in something larger. */
export function within(path: string, faults: readonly Fault[]): Fault[] {
    return faults.map(({ property, reason }) => ({ property: joined(path, property), reason }));
}

/** Whether `property` is `path`, or is inside of it. */
export function isWithin(path: string, property: string): boolean {
    return property === path || (property.startsWith(path) && /^[.[]/.test(property.slice(path.length)));
}

/** A fault of each reason, all with one property. */
export function faultsAt(property: string, ...reasons: readonly string[]): Fault[] {
    return reasons.map((reason) => ({ property, reason }));
}

/** Runs a decision that may throw and adds its error to the faults; undefined when it threw. */
export function collect<T>(faults: Fault[], property: string, decide: () => T): T | undefined {
    try {
        return decide();
    } catch (error) {
        faults.push({ property, reason: (error as Error).message });
        return undefined;
    }
}

/** The same fault once: parts of one input report what they share each. */
export function distinct(faults: readonly Fault[]): Fault[] {
    return [...new Map(faults.map((fault) => [faultText(fault), fault])).values()];
}

export function faultText({ property, reason }: Fault): string {
    return property === "" ? reason : `${property}: ${reason}`;
}

/** All faults of one thing: on its line when there is one, else as a list. */
export function faultList(faults: readonly Fault[]): string {
    const texts = faults.map(faultText);
    return texts.length === 1 ? ` ${texts[0]}` : texts.map((text) => `\n  - ${text}`).join("");
}

function joined(path: string, property: string): string {
    return path === "" || property === "" || property.startsWith("[") ? path + property : `${path}.${property}`;
}

function keyText(key: string | number): string {
    if (typeof key === "number") {
        return `[${key}]`;
    }
    return /^[^.[\]"]+$/.test(key) ? key : `[${JSON.stringify(key)}]`;
}
