// Runs one operation of a stack: its output as it comes, stale locks released, and an orderly end on Ctrl-C.
import { CommandError, ConcurrentUpdateError, type OutputMap, type Stack } from "@pulumi/pulumi/automation";
import { listenForInterrupts } from "./interrupts";
import { keptNotice } from "./keptResources";
import { endAfterLateFault } from "./lateFault";
import { releaseStaleLocks } from "./locks";
import { EngineError, OperationError, openStack, type StackOptions } from "./open";
import { clearedNotice, clearSettledOperations, warnsOfPendingOperations } from "./pendingOperations";

export const STACK_VERBS = ["up", "preview", "refresh", "destroy"] as const;
export type StackVerb = (typeof STACK_VERBS)[number];

export interface StackRun extends StackOptions {
    /** After so long the operation is cancelled, in the engine's own order; without it, never. */
    readonly timeoutSeconds?: number;
    /** Hears the engine's output, and what there is to say about the run itself. */
    readonly onOutput: (text: string) => void;
}

export interface StackResult {
    /** The stack's outputs after an `up`. */
    readonly outputs: OutputMap;
    /** Resources by what was done to them, or would be: `create`, `update`, `replace`, `same`... */
    readonly changes: Readonly<Record<string, number>>;
}

/**
 * @throws EngineError, in one line, when the operation could not begin; OperationError when it failed, after the engine's own
 * diagnostics went to `onOutput`.
 */
export async function runStack(verb: StackVerb, run: StackRun): Promise<StackResult> {
    const stack = await openStack(run, verb === "up" || verb === "preview");
    await releaseLocks(stack, run);
    const cancelled = new AbortController();
    let tail = "";
    let cancelling = false;
    let pending = false;
    const hear = (text: string) => {
        const recent = tail + text;
        cancelling ||= recent.includes("received; cancelling");
        pending ||= warnsOfPendingOperations(recent);
        tail = recent.slice(-100);
        run.onOutput(text);
    };
    const stopListening = listenForInterrupts({
        cancel: () => cancelled.abort(),
        isCancelling: () => cancelling,
        // The Automation API ends the engine with this process.
        kill: () => process.exit(130),
        say: run.onOutput,
    });
    const stopWaiting = endAfterLateFault(() => cancelled.abort());
    const timer = setTimeout(() => cancelled.abort(TIMED_OUT), timerMs(run.timeoutSeconds));
    try {
        const result = await OPERATIONS[verb](stack, {
            onOutput: hear,
            onError: hear,
            signal: cancelled.signal,
            color: process.stdout.isTTY && !(run.env?.NO_COLOR ?? process.env.NO_COLOR) ? "always" : "never",
            suppressProgress: true,
        });
        if (verb === "up" && pending) {
            await clearOperations(stack, run.onOutput);
        }
        return result;
    } catch (error) {
        throw failureOf(error, verb, run, endOf(cancelled.signal, !stopWaiting() && cancelling));
    } finally {
        clearTimeout(timer);
        stopWaiting();
        stopListening();
    }
}

type Options = NonNullable<Parameters<Stack["up"]>[0] & Parameters<Stack["preview"]>[0]>;

const OPERATIONS: Record<StackVerb, (stack: Stack, options: Options) => Promise<StackResult>> = {
    up: async (stack, options) => {
        const { outputs, summary } = await stack.up(options);
        return { outputs, changes: summary.resourceChanges ?? {} };
    },
    preview: async (stack, options) => ({ outputs: {}, changes: (await stack.preview(options)).changeSummary }),
    refresh: async (stack, options) => afterwards((await stack.refresh(options)).summary),
    destroy: async (stack, options) => {
        // Without it one protected resource stops the engine before it deletes anything.
        const { summary } = await stack.destroy({ ...options, excludeProtected: true });
        options.onOutput?.(keptNotice(await stack.exportStack()) ?? "");
        return afterwards(summary);
    },
};

function afterwards({ resourceChanges = {} }: { resourceChanges?: Record<string, number> }): StackResult {
    return { outputs: {}, changes: resourceChanges };
}

async function releaseLocks(stack: Stack, { env, onOutput }: StackRun): Promise<void> {
    const backend = env?.PULUMI_BACKEND_URL ?? process.env.PULUMI_BACKEND_URL ?? "";
    const { name: project } = await stack.workspace.projectSettings();
    for (const { pid, timestamp } of releaseStaleLocks(backend, project, stack.name)) {
        onOutput(`Released the lock of stack ${stack.name}: process ${pid}, which took it at ${timestamp}, is gone.\n`);
    }
}

async function clearOperations(stack: Stack, say: (text: string) => void): Promise<void> {
    const cleared = await clearSettledOperations(stack);
    if (cleared.length > 0) {
        say(clearedNotice(cleared));
    }
}

const TIMED_OUT = Symbol("timed out");

/** Node's timers count to 24 days, and fire immediately for more. */
function timerMs(seconds = Number.POSITIVE_INFINITY): number {
    return Math.min(seconds * 1_000, 2 ** 31 - 1);
}

function endOf(signal: AbortSignal, interrupted: boolean): "timeout" | "interrupt" | undefined {
    return signal.reason === TIMED_OUT ? "timeout" : interrupted ? "interrupt" : undefined;
}

function failureOf(error: unknown, verb: StackVerb, run: StackRun, end: ReturnType<typeof endOf>): unknown {
    const operation = `${verb} of stack ${run.stack}`;
    if (end !== undefined) {
        const after = end === "timeout" ? ` after its timeout of ${run.timeoutSeconds} s` : "";
        return new OperationError(`${operation} was cancelled${after}`);
    }
    if (error instanceof ConcurrentUpdateError) {
        return new EngineError(`another update of stack ${run.stack} is running; wait for it, or end it with Ctrl-C`);
    }
    return error instanceof CommandError ? new OperationError(`${operation} failed`) : error;
}
