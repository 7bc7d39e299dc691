/**
 * Another registry for tests: the platform's own behind a proxy that is slow, asks for a login, or does not behave. Started by
 * hand: tinyexec closes the input of a program, and this one ends when its input does.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import * as readline from "node:readline";
import { BIN, NODE_ADDRESS, REGISTRY } from "../paths";

/** Which requests go wrong, how, and for how long; the first rule that applies decides. */
export interface FaultRule {
    /** Regular expression of the request's path, such as `/blobs/`; without it all match. */
    path?: string;
    methods?: string[];
    fault:
        | "status"
        | "delay"
        | "hang"
        | "stall"
        | "truncate"
        | "corrupt"
        | "redirectLoop"
        | "hugeManifest"
        | "selfIndex";
    /** For `status`: 400 to 599. */
    status?: number;
    /** Seconds, sent as Retry-After. */
    retryAfter?: number;
    /** For `stall`, `truncate` and `corrupt`: how much of the body is right. Default 0. */
    afterBytes?: number;
    /** Seconds before the answer begins. */
    delaySeconds?: number;
    /** Ends the rule after so many requests. */
    times?: number;
    /** Ends the rule as soon as this file exists: a permission that takes a while to work. */
    untilFile?: string;
}

export interface RegistrySettings {
    rules?: FaultRule[];
    /** Bytes per second, shared by all downloads. */
    rate?: number;
    /** Passwords by user name; without it nobody has to log in. */
    users?: Record<string, string>;
}

export interface ExtraRegistry {
    /** Host and port, for image references. */
    address: string;
    /** Replaces all settings together. */
    set(settings: RegistrySettings): Promise<void>;
    stop(): Promise<void>;
}

export interface ExtraRegistryOptions extends RegistrySettings {
    /**
     * Serves TLS with a certificate that nobody trusts, on the node's address: containerd does not verify what it finds on
     * 127.0.0.1.
     */
    tls?: boolean;
    /** The registry behind it, with its scheme; default is the platform's. */
    target?: string;
}

/** Listens on a free port, holds the images of the platform's registry, and ends with this process. */
export async function startExtraRegistry(options: ExtraRegistryOptions = {}): Promise<ExtraRegistry> {
    const { tls = false, target = `http://${REGISTRY}`, ...settings } = options;
    const host = tls ? NODE_ADDRESS : "127.0.0.1";
    const args = ["proxy", `-listen=${host}:0`, `-target=${target}`, `-tls=${tls}`];
    const child = spawn(path.join(BIN, "tools"), args, { stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.write(JSON.stringify(settings));
    const { address, admin } = await listening(child);
    return {
        address,
        set: (next) => replaceSettings(admin, next),
        stop: async () => {
            const closed = once(child, "close");
            child.kill();
            await closed;
        },
    };
}

/** The addresses, printed as the first line. */
async function listening(child: ChildProcess): Promise<{ address: string; admin: string }> {
    let errors = "";
    child.stderr?.on("data", (text: Buffer) => {
        errors += text.toString();
    });
    if (child.stdout === null) {
        throw new Error("The proxy was started without an output.");
    }
    for await (const line of readline.createInterface(child.stdout)) {
        child.stdout.resume();
        return JSON.parse(line) as { address: string; admin: string };
    }
    throw new Error(`The registry proxy ended immediately: ${errors.trim()}`);
}

async function replaceSettings(admin: string, settings: RegistrySettings): Promise<void> {
    const answer = await fetch(`http://${admin}/settings`, { method: "PUT", body: JSON.stringify(settings) });
    if (!answer.ok) {
        throw new Error((await answer.text()).trim());
    }
}
