// What calls to a provider have in common, and the call that creates a component.
import type { Properties } from "./values";

export type Severity = "debug" | "info" | "warning" | "error";

/** What every call brings along. */
export interface Call {
    /** Aborted when the engine cancels: somebody pressed Ctrl-C, or another resource failed the update. */
    readonly signal: AbortSignal;
}

/** A resource that a component creates. */
export interface Registration {
    readonly type: string;
    readonly name: string;
    readonly inputs: Properties;
    /** URNs of what must be there first. */
    readonly dependsOn: readonly string[];
}

export interface ConstructCall extends Call {
    readonly name: string;
    readonly type: string;
    readonly inputs: Properties;
    /** Resolves to the child's URN once it was created, or updated. */
    register(child: Registration): Promise<string>;
    log(severity: Severity, text: string): void;
}
