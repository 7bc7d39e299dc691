/** Changes a part of a resource's inputs that may hold outputs and secrets on the way there. */
import * as pulumi from "@pulumi/pulumi";

export type Fields = Record<string, unknown>;

/** In a path: every entry of a list. */
export const EACH = "*";

/** A copy in which what is at the path is changed; later, where something on the way there is not known yet. */
export function changedAt(value: unknown, path: readonly string[], change: (spec: Fields) => Fields): unknown {
    if (pulumi.Output.isInstance(value)) {
        return value.apply((known) => changedAt(known, path, change));
    }
    if (pulumi.runtime.isRpcSecret(value)) {
        return { ...(value as Fields), value: changedAt(pulumi.runtime.unwrapRpcSecret(value), path, change) };
    }
    const [head, ...rest] = path;
    if (head === EACH && Array.isArray(value)) {
        return value.map((entry) => changedAt(entry, rest, change));
    }
    if (!isFields(value)) {
        return value;
    }
    if (head !== undefined) {
        return { ...value, [head]: changedAt(value[head], rest, change) };
    }
    return holdsOutputs(value) ? pulumi.output(value).apply(change) : change(value);
}

/** What a preview does not know is marked by a field, which copies keep. */
function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null;
}

function holdsOutputs(value: unknown): boolean {
    if (pulumi.Output.isInstance(value)) {
        return true;
    }
    return typeof value === "object" && value !== null && Object.values(value).some(holdsOutputs);
}
