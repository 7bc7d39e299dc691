/**
 * Runs a piece of a Pulumi program against a small engine in this process. Unlike Pulumi's own mocks alone it keeps each
 * resource's options, and it runs the hooks, so that a test can see that a failing hook stops what depends on it.
 */
import * as pulumi from "@pulumi/pulumi";
import { captured } from "./capture";

type Properties = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: protobuf messages and the inputs of every resource type, read deep into.
type Loose = any;
type Hook = pulumi.ResourceHook | pulumi.ErrorHook;
type Callback = (error: unknown, response: unknown) => void;

interface RecordedResource {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    /** What the program gave, as the engine receives it: secrets unwrapped, unknown values undefined. */
    readonly inputs: Loose;
    readonly custom: boolean;
    readonly parent: string;
    /** URNs of what it depends on, by dependsOn or by a value. */
    readonly dependencies: readonly string[];
    readonly provider: string;
    readonly customTimeouts: { readonly create: string; readonly update: string; readonly delete: string };
    readonly deleteBeforeReplace: boolean;
    readonly protect: boolean;
    readonly hooks: { readonly beforeCreate: string[]; readonly beforeUpdate: string[]; readonly onError: string[] };
}

export interface Recorded {
    readonly resources: readonly RecordedResource[];
    readonly hooks: ReadonlyMap<string, Hook>;
    /** Lines of `pulumi.log.info` and `pulumi.log.warn`. */
    readonly log: readonly string[];
    /** The one resource of that type (its last part is enough), and of that name where there are several. */
    one(type: string, name?: string): RecordedResource;
}

export interface HarnessOptions {
    readonly preview?: boolean;
    /** Answers provider functions. */
    readonly call?: (args: pulumi.runtime.MockCallArgs) => pulumi.runtime.MockCallResult;
    /** The id that a provider gives; `<name>-id` where it returns nothing. */
    readonly id?: (args: pulumi.runtime.MockResourceArgs) => string | undefined;
    /** What a provider adds to a resource's inputs. */
    readonly outputs?: (args: pulumi.runtime.MockResourceArgs) => Properties;
}

/** Runs the program to its end and returns what it registered; rejects with the first error. */
export async function recorded(program: () => unknown, options: HarnessOptions = {}): Promise<Recorded> {
    const { result, errors } = await run(program, options);
    if (errors.length > 0) {
        throw errors[0];
    }
    return result;
}

/** Runs a program that must fail and returns the text of its first error, and what was registered before. */
export async function refused(program: () => unknown, options: HarnessOptions = {}): Promise<string> {
    return (await failed(program, options)).text;
}

/** As `refused`, with what was registered in spite of the error. */
export async function failed(program: () => unknown, options: HarnessOptions = {}) {
    const { result, errors } = await run(program, options);
    // A refusal that comes late also has the engine refuse a resource, whose error may be the first to arrive.
    const error = errors.find(pulumi.RunError.isInstance) ?? errors[0];
    if (error === undefined) {
        throw new Error("the program was accepted, but should have been refused");
    }
    return { ...result, text: error.message };
}

async function run(program: () => unknown, options: HarnessOptions) {
    const resources: RecordedResource[] = [];
    const hooks = new Map<string, Hook>();
    await pulumi.runtime.setMocks(mocksFor(options), "project", "stack", options.preview ?? false);
    acceptHooks(hooks);
    recordRegistrations(resources, hooks, options.preview ?? false);
    const { errors, log } = await withShortStacks(() =>
        captured(async () => {
            await program();
            await pulumi.runtime.disconnect();
        }),
    );
    // A program that was refused leaves promises open, which Pulumi would report when the tests end.
    store().leakCandidates.clear();
    return { result: { resources, hooks, log, one: finder(resources) }, errors };
}

/** Pulumi notes a stack with each promise that it makes: at full length they take a sixth of the time. */
async function withShortStacks<T>(work: () => Promise<T>): Promise<T> {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 4;
    try {
        return await work();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}

function mocksFor(options: HarnessOptions): pulumi.runtime.Mocks {
    return {
        call: (args) => options.call?.(args) ?? {},
        newResource: (args) => ({
            // A preview knows no id of what is still to be created.
            id: args.custom && !options.preview ? (options.id?.(args) ?? `${args.name}-id`) : undefined,
            state: { ...args.inputs, ...options.outputs?.(args) },
        }),
    };
}

/** What Pulumi's runtime keeps of a program. */
function store(): { callbacks: unknown; leakCandidates: Set<unknown> } {
    const { globalStore } = globalThis as unknown as { globalStore: ReturnType<typeof store> };
    return globalStore;
}

/** Keeps hooks by name and, as the engine does, takes no name twice. */
function acceptHooks(hooks: Map<string, Hook>): void {
    const accept = async (hook: Hook) => {
        if (hooks.has(hook.name)) {
            throw new Error(`resource hook already registered for name "${hook.name}"`);
        }
        hooks.set(hook.name, hook);
    };
    store().callbacks = {
        registerResourceHook: accept,
        registerErrorHook: accept,
        awaitStackRegistrations: async () => {},
        shutdown: () => {},
    };
}

function recordRegistrations(resources: RecordedResource[], hooks: Map<string, Hook>, preview: boolean): void {
    const monitor = pulumi.runtime.getMonitor() as Loose;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = async (request: Loose, callback: Callback) => {
        try {
            await runHooks(request.getHooks()?.getBeforeCreateList() ?? [], request, hooks, preview);
        } catch (error) {
            callback(error, undefined);
            return;
        }
        await register(request, (error: unknown, response: Loose) => {
            if (!error) {
                resources.push(recordOf(request, response.getUrn()));
            }
            callback(error, response);
        });
    };
    monitor.newUrn = urnOf;
    monitor.close = () => {};
}

/** As the engine makes them: with the types of all parents, of which Pulumi's mocks take the last one only. */
function urnOf(parent: string, type: string, name: string): string {
    const types = parent ? `${parent.split("::")[2]}$${type}` : type;
    return `urn:pulumi:stack::project::${types}::${name}`;
}

async function runHooks(names: string[], request: Loose, hooks: Map<string, Hook>, preview: boolean): Promise<void> {
    for (const name of names) {
        const hook = hooks.get(name) as pulumi.ResourceHook;
        if (preview && !hook.opts?.onDryRun) {
            continue;
        }
        const inputs = pulumi.runtime.deserializeProperties(request.getObject());
        const args = { urn: "", id: "", name: request.getName(), type: request.getType(), newInputs: inputs };
        try {
            await hook.callback(args);
        } catch (error) {
            throw new Error(`before hook "${name}" failed: ${(error as Error).message}`);
        }
    }
}

function recordOf(request: Loose, urn: string): RecordedResource {
    const timeouts = request.getCustomtimeouts();
    const hooks = request.getHooks();
    return {
        type: request.getType(),
        name: request.getName(),
        urn,
        inputs: plain(pulumi.runtime.deserializeProperties(request.getObject())),
        custom: request.getCustom(),
        parent: request.getParent(),
        dependencies: request.getDependenciesList(),
        provider: request.getProvider(),
        customTimeouts: {
            create: timeouts.getCreate(),
            update: timeouts.getUpdate(),
            delete: timeouts.getDelete(),
        },
        deleteBeforeReplace: request.getDeletebeforereplace(),
        protect: request.getProtect(),
        hooks: {
            beforeCreate: hooks?.getBeforeCreateList() ?? [],
            beforeUpdate: hooks?.getBeforeUpdateList() ?? [],
            onError: hooks?.getOnErrorList() ?? [],
        },
    };
}

function plain(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (pulumi.runtime.isRpcSecret(value)) {
        return plain(pulumi.runtime.unwrapRpcSecret(value));
    }
    if (pulumi.isUnknown(value)) {
        return undefined;
    }
    if (value !== null && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    }
    return value;
}

function finder(resources: readonly RecordedResource[]): Recorded["one"] {
    return (type, name) => {
        const found = resources.filter(
            (each) => each.type.endsWith(`:${type}`) && (name === undefined || each.name === name),
        );
        if (found.length !== 1 || found[0] === undefined) {
            const urns = resources.map((each) => each.urn).join("\n");
            throw new Error(`${found.length} resources of type ${type} ${name ?? ""}, expected 1, among:\n${urns}`);
        }
        return found[0];
    };
}

/** A value that a preview does not know, such as the id of what is still to be made. */
export function unknown(): pulumi.Output<string> {
    // biome-ignore lint/suspicious/noExplicitAny: the constructor of an output is not in its type.
    const Output = pulumi.Output as any;
    return new Output(new Set(), Promise.resolve(undefined), Promise.resolve(false), Promise.resolve(false), undefined);
}
