/** Whether the Services in front of what runs find the new pods too: only then both can serve at the same time. */
import { hasLabels, type Labels } from "../kubernetes/labels";

export interface RunningService {
    readonly name: string;
    readonly selector: Labels;
}

export interface ServiceOutlook {
    readonly name: string;
    /** Labels of its selector that the new pods do not have. */
    readonly missing: readonly string[];
    /** What takes them out of the selector, where something is left of it. */
    readonly command?: string;
}

/** Of the Services that select the pods of today. */
export function serviceOutlooks(
    namespace: string,
    services: readonly RunningService[],
    today: Labels,
    after: Labels,
): ServiceOutlook[] {
    return services
        .filter(({ selector }) => Object.keys(selector).length > 0 && hasLabels(today, selector))
        .map(({ name, selector }) => {
            const missing = Object.keys(selector).filter((key) => after[key] !== selector[key]);
            const isSome = missing.length > 0 && missing.length < Object.keys(selector).length;
            return { name, missing, command: isSome ? patchCommand(namespace, name, missing) : undefined };
        });
}

function patchCommand(namespace: string, name: string, keys: readonly string[]): string {
    const selector = Object.fromEntries(keys.map((key) => [key, null]));
    return `kubectl patch service ${name} -n ${namespace} -p '${JSON.stringify({ spec: { selector } })}'`;
}
