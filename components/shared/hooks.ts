/** What the hooks of this package have in common. */
import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

const used = new Map<string, number>();

/**
 * A name for a hook of the component: the engine takes no name twice, while two components of one name may live under
 * different parents. The numbers go on for the whole process, because a component provider serves one engine many times.
 */
export function hookName(hook: string, component: string): string {
    const name = `${hook}:${component}`;
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return before === 0 ? name : `${name}:${before + 1}`;
}

/** Whether the engine takes hooks: the mocks of Pulumi's unit tests do not, and would wait for them without end. */
export function takesHooks(): boolean {
    const monitor = pulumi.runtime.getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
    return typeof monitor?.registerResourceHook === "function";
}

/** Whether a cluster can be asked now: not in a preview, and not in a unit test. */
export function asksCluster(): boolean {
    return !pulumi.runtime.isDryRun() && takesHooks();
}

/** Several bindings as one. */
export function together(...bindings: readonly pulumi.ResourceHookBinding[]): pulumi.ResourceHookBinding {
    const beforeCreate = bindings.flatMap((binding) => binding.beforeCreate ?? []);
    const beforeUpdate = bindings.flatMap((binding) => binding.beforeUpdate ?? []);
    const onError = bindings.flatMap((binding) => binding.onError ?? []);
    return { beforeCreate, beforeUpdate, onError };
}

/**
 * Makes a hook's work a part of the program. The engine calls hooks from outside of it, where an inline program of the
 * Automation API has no engine to log to: its lines would go to the terminal instead.
 */
export function inProgram<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
    const bound = AsyncResource.bind((args: Args) => work(...args));
    return (...args) => bound(args);
}

/** What an output holds. When a hook runs, the inputs of its resource are known, and with them what they are made of. */
export function knownValue<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}

/** Whether an output has a value now; a preview does not know all. Rejects with what the output failed by. */
export function isKnownNow(output: pulumi.Output<unknown>): Promise<boolean> {
    const { isKnown, isSecret } = output as unknown as Record<"isKnown" | "isSecret", Promise<boolean>>;
    // Both fail with the output; without a handler, the host would print the SDK's error and its stack besides.
    isSecret.catch(() => undefined);
    return isKnown;
}

/**
 * Shows one line at a time while something is waited for.
 *
 * @param component what it is shown on. Not a resource that is held back: its lines would be held back with it.
 */
export function progressOn(component: pulumi.Resource): (line: string) => void {
    return (line) => void pulumi.log.info(line, component, undefined, true);
}
