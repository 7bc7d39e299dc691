// What a `destroy` leaves alone because it is protected, and how it is deleted all the same.
import type { Deployment } from "@pulumi/pulumi/automation";

interface Recorded {
    readonly id?: string;
    readonly protect?: boolean;
}

/** @param deployment what the stack consists of now. Undefined when nothing in it is protected. */
export function keptNotice({ deployment }: Partial<Deployment>): string | undefined {
    const resources: readonly Recorded[] = deployment?.resources ?? [];
    const kept = resources.flatMap(({ id, protect }) => (protect && id !== undefined ? [id] : []));
    if (kept.length === 0) {
        return undefined;
    }
    return (
        `Kept, because it is protected: ${kept.join(", ")}.\n` +
        "To delete it too, with all that it holds: `protect: false` in the stack's configuration, `up`, then `destroy`.\n"
    );
}
