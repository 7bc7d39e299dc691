// What an operation of a stack changes, resource by resource.
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";

const UNCHANGED = ["same", "read", "refresh"];

/** A line for each resource that would change: `update DaemonSet app-sample: spec.template.spec.tolerations`. */
export function previewed(stack: Stack): Promise<string[]> {
    return changes((onEvent) => stack.preview({ onEvent }));
}

/** The same for what an `up` changed. */
export function updated(stack: Stack): Promise<string[]> {
    return changes((onEvent) => stack.up({ onEvent }));
}

async function changes(operation: (onEvent: (event: EngineEvent) => void) => Promise<unknown>): Promise<string[]> {
    const lines: string[] = [];
    await operation(({ resourcePreEvent }) => {
        if (resourcePreEvent !== undefined && !UNCHANGED.includes(resourcePreEvent.metadata.op)) {
            const { op, urn, type, detailedDiff } = resourcePreEvent.metadata;
            const properties = Object.keys(detailedDiff ?? {}).sort();
            lines.push(`${op} ${type.split(":").at(-1)} ${urn.split("::").at(-1)}: ${properties.join(", ")}`);
        }
    });
    return lines.sort();
}
