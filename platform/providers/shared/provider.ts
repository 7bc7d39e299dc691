// What a provider answers to the engine, as plain records: server.ts turns them into the messages of the plugin protocol.
import type { Call, ConstructCall, Severity } from "./calls";
import type { Change } from "./differences";
import type { Properties } from "./values";

/** A call about one resource. */
export interface ResourceCall extends Call {
    readonly urn: string;
    /** The resource's name in the program. */
    readonly name: string;
    /** The type token, such as `kubernetes:core/v1:ConfigMap`. */
    readonly type: string;
    /** Writes a line next to the resource in the engine's output; an ephemeral one is replaced by the next. */
    log(severity: Severity, text: string, options?: { ephemeral?: boolean }): void;
}

/** A fault of an input; `property` may be empty when it is about all of them. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

export interface CheckCall extends ResourceCall {
    /** The inputs that the last check accepted; undefined for a resource that is new or about to be replaced. */
    readonly olds: Properties | undefined;
    readonly news: Properties;
    /** The same for every check of one operation, so that a preview and its update choose the same name. */
    readonly randomSeed: Uint8Array;
}

export interface CheckResult {
    /** The inputs with defaults and chosen names filled in. */
    readonly inputs: Properties;
    readonly failures?: readonly CheckFailure[];
}

export interface DiffCall extends ResourceCall {
    readonly id: string;
    readonly oldInputs: Properties;
    readonly oldOutputs: Properties;
    /** The new inputs; the engine has put ignored changes back to their old values already. */
    readonly news: Properties;
    readonly ignoreChanges: readonly string[];
}

export interface DiffResult {
    /** Changes by property path; none means that the resource is as wanted. */
    readonly changes: Readonly<Record<string, Change>>;
    /** Where a replacement cannot live next to what it replaces, such as one of the same name. */
    readonly deleteBeforeReplace?: boolean;
}

export interface CreateCall extends ResourceCall {
    readonly inputs: Properties;
    readonly preview: boolean;
    /** From `customTimeouts`; undefined leaves it to the provider. */
    readonly timeoutSeconds: number | undefined;
}

export interface CreateResult {
    /** May be empty in a preview only. */
    readonly id: string;
    readonly outputs: Properties;
}

export interface ReadCall extends ResourceCall {
    readonly id: string;
    /** Empty, as are the inputs, when the resource is being imported or fetched by id. */
    readonly outputs: Properties;
    readonly inputs: Properties;
    readonly timeoutSeconds: number | undefined;
}

export interface ReadResult {
    readonly id: string;
    readonly outputs: Properties;
    /** The inputs as they would have to be to describe what is there: what differs is drift. */
    readonly inputs: Properties;
}

export interface UpdateCall extends DiffCall {
    readonly preview: boolean;
    readonly timeoutSeconds: number | undefined;
}

export interface DeleteCall extends ResourceCall {
    readonly id: string;
    readonly inputs: Properties;
    readonly outputs: Properties;
    readonly timeoutSeconds: number | undefined;
}

export interface InvokeCall extends Call {
    /** The function's token, such as `azure-native:containerregistry:getRegistry`. */
    readonly token: string;
    readonly args: Properties;
    readonly preview: boolean;
}

/** Thrown by a create, update or read whose object exists but did not become ready: the engine keeps its state. */
export class InitFailed extends Error {
    constructor(
        readonly id: string,
        readonly outputs: Properties,
        readonly reasons: readonly string[],
        readonly inputs: Properties = {},
    ) {
        super(reasons.join("\n"));
    }
}

/** An error thrown by a handler fails its resource with the error's message alone. */
export interface Provider {
    readonly name: string;
    readonly version: string;
    /** Takes the provider resource's own arguments, before any other call but `check`. */
    configure?(config: Properties): Promise<void> | void;
    /** Property paths of the provider's configuration whose change replaces everything that it created. */
    readonly replaceOnConfig?: readonly string[];
    check(call: CheckCall): Promise<CheckResult> | CheckResult;
    diff(call: DiffCall): Promise<DiffResult> | DiffResult;
    create(call: CreateCall): Promise<CreateResult>;
    /** Undefined when the resource is gone. */
    read(call: ReadCall): Promise<ReadResult | undefined>;
    /** Returns the outputs. */
    update(call: UpdateCall): Promise<Properties>;
    delete(call: DeleteCall): Promise<void>;
    invoke?(call: InvokeCall): Promise<Properties>;
    /** Creates the children of a component, and returns its outputs. */
    construct?(call: ConstructCall): Promise<Properties>;
}
