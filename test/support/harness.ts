/**
 * Runs a piece of a Pulumi program against a small engine in this process. Unlike Pulumi's own mocks alone it keeps each
 * resource's options, and it runs the hooks, so that a test can see that a failing hook stops what depends on it.
 */
import * as pulumi from "@pulumi/pulumi";
import { captured } from "./capture";
import { type Finder, finder, type RecordedResource, recordOf } from "./recordedResource";
import { withShortStacks } from "./shortStacks";

type Properties = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: protobuf messages and the inputs of every resource type, read deep into.
type Loose = any;
type Hook = pulumi.ResourceHook | pulumi.ErrorHook;
type Callback = (error: unknown, response: unknown) => void;

export interface Recorded {
    readonly resources: readonly RecordedResource[];
    readonly hooks: ReadonlyMap<string, Hook>;
    /** Names of the outputs that each component registered, by its URN. */
    readonly outputs: ReadonlyMap<string, readonly string[]>;
    /** Lines of `pulumi.log.info` and `pulumi.log.warn`. */
    readonly log: readonly string[];
    /** The one resource of that type (its last part is enough), and of that name where there are several. */
    readonly one: Finder;
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
    const outputs = new Map<string, readonly string[]>();
    await pulumi.runtime.setMocks(mocksFor(options), "project", "stack", options.preview ?? false, "organization");
    acceptHooks(hooks);
    recordRegistrations(resources, hooks, options.preview ?? false);
    recordOutputs(outputs);
    const { errors, log } = await withShortStacks(() =>
        captured(async () => {
            await program();
            await pulumi.runtime.disconnect();
        }),
    );
    // A program that was refused leaves promises open, which Pulumi would report when the tests end.
    store().leakCandidates.clear();
    return { result: { resources, hooks, outputs, log, one: finder(resources) }, errors };
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
    // As the engine's: hooks go to the callbacks above.
    monitor.registerResourceHook = () => {};
    monitor.close = () => {};
}

function recordOutputs(outputs: Map<string, readonly string[]>): void {
    const monitor = pulumi.runtime.getMonitor() as Loose;
    const register = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request: Loose, callback: Callback) => {
        outputs.set(request.getUrn(), Object.keys(request.getOutputs().toJavaScript()).sort());
        register(request, callback);
    };
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

/** A value that a preview does not know, such as the id of what is still to be made. */
export function unknown(): pulumi.Output<string> {
    // biome-ignore lint/suspicious/noExplicitAny: the constructor of an output is not in its type.
    const Output = pulumi.Output as any;
    return new Output(new Set(), Promise.resolve(undefined), Promise.resolve(false), Promise.resolve(false), undefined);
}
