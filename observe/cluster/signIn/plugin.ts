// Credential plugins of a kubeconfig (kubelogin, aws): the library waits for them without end and shows nothing of what they say.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { Readable } from "node:stream";
import type { KubeConfig } from "@kubernetes/client-node";
import { ClusterError, oneLine } from "../errors";

export interface PluginLimits {
    /** A plugin that is not done by then waits for a person: what it says is shown from then on. */
    readonly quietMs: number;
    /** A plugin that is not done by then is ended. A person needs a minute for a code and a second factor. */
    readonly limitMs: number;
    /** For how long nobody waits again for a plugin that was ended at its limit. */
    readonly rememberedMs: number;
    /** Shows what a waiting plugin says. */
    readonly show: (text: string) => void;
}

const LIMITS: PluginLimits = {
    quietMs: 3_000,
    limitMs: 120_000,
    rememberedMs: 60_000,
    show: (text) => void process.stderr.write(text),
};

interface EndedPlugin {
    readonly error: Error;
    readonly at: number;
}

/**
 * By their command. One update asks the cluster at each of its steps, such as before the first object and then at the gate: a
 * person who was not there is not waited for at each of them.
 */
const ended = new Map<string, EndedPlugin>();

type Spawn = (command: string, args: string[], options: SpawnOptions) => ChildProcess;

/** Ends the plugins of this kubeconfig that take too long, and shows what the waiting ones ask for, as kubectl does. */
export function limitPlugins(config: KubeConfig, limits: Partial<PluginLimits> = {}): void {
    // The library starts plugins by this member of its authenticator, and has no option for a limit.
    const { authenticators } = config as unknown as { readonly authenticators: { execFn?: Spawn }[] };
    for (const authenticator of authenticators.filter((each) => each.execFn !== undefined)) {
        authenticator.execFn = (command, args, options) => started(command, args, options, { ...LIMITS, ...limits });
    }
}

function started(command: string, args: string[], options: SpawnOptions, limits: PluginLimits): ChildProcess {
    const key = JSON.stringify([command, args]);
    const before = ended.get(key);
    if (before !== undefined && performance.now() - before.at < limits.rememberedMs) {
        return notStarted(before.error);
    }
    // Nobody answers what it asks on its standard input.
    const plugin = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let words = "";
    let isWaiting = false;
    plugin.stderr?.on("data", (text: string) => {
        words += text;
        if (isWaiting) {
            limits.show(text);
        }
    });
    const timers = [
        setTimeout(() => {
            isWaiting = true;
            limits.show(words);
        }, limits.quietMs),
        setTimeout(() => {
            const error = waitedTooLong(command, limits.limitMs, words);
            ended.set(key, { error, at: performance.now() });
            end(plugin, error);
        }, limits.limitMs),
    ];
    plugin.on("close", () => timers.forEach(clearTimeout));
    return plugin;
}

/** As a process that ends with this error. */
function notStarted(error: Error): ChildProcess {
    const plugin = Object.assign(new EventEmitter(), { stdout: Readable.from([]), stderr: Readable.from([]) });
    setImmediate(() => {
        plugin.emit("error", error);
        plugin.emit("close");
    });
    return plugin as unknown as ChildProcess;
}

/** The library takes the error of a plugin once its streams are closed; a child of the plugin could hold them open. */
function end(plugin: ChildProcess, error: Error): void {
    plugin.emit("error", error);
    plugin.kill("SIGKILL");
    plugin.stdout?.destroy();
    plugin.stderr?.destroy();
}

function waitedTooLong(command: string, limitMs: number, words: string): ClusterError {
    const output = words.trim() === "" ? "it said nothing" : `it said: ${oneLine(words)}`;
    const text =
        `the credential plugin ${command} was not done after ${limitMs / 1000} s; ${output}. Sign in without a person: ` +
        "`kubelogin convert-kubeconfig --login azurecli` after `az login`, or AAD_LOGIN_METHOD=azurecli";
    return new ClusterError("kubeconfig", text);
}
