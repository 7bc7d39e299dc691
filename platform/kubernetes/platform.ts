/** The embedded platform: a real registry and a real one-node Kubernetes on this machine. */
import * as fs from "node:fs";
import { withLock } from "../machine/lock";
import { BIN, KUBECONFIG, NODE, REGISTRY, STATE } from "./paths";
import { platformProcesses } from "./processes";
import { type Progress, printedProgress } from "./progress";
import { SERVICES } from "./services";
import { start } from "./start";
import { stop } from "./stop";

export interface Platform {
    /** Path of a kubeconfig with all rights. */
    kubeconfig: string;
    /** Address of the registry, plain HTTP. */
    registry: string;
    /** Name of the only real node. */
    node: string;
    /** Folder of the built programs: `pulumi`, `kubectl`, `ctr`. */
    bin: string;
}

const PLATFORM_ACCESS: Platform = { kubeconfig: KUBECONFIG, registry: REGISTRY, node: NODE, bin: BIN };

/** Builds what is not built, starts what does not run, and returns when a pod can be started. */
export async function startPlatform(options: { progress?: Progress } = {}): Promise<Platform> {
    const progress = options.progress ?? printedProgress(process.stderr);
    await exclusively(progress, () => start(progress));
    return PLATFORM_ACCESS;
}

/** Ends the platform, puts the machine right, and removes all data unless they are kept; returns what it did, one line each. */
export function stopPlatform(options: { keep?: boolean; progress?: Progress } = {}): Promise<string[]> {
    return exclusively(options.progress ?? printedProgress(process.stderr), () => stop({ keep: options.keep }));
}

/** The platform when all its processes run; does not ask whether they are healthy. */
export function runningPlatform(): Platform | undefined {
    const running = new Set(platformProcesses().map((found) => found.program));
    const complete = fs.existsSync(KUBECONFIG) && SERVICES.every((service) => running.has(service.program));
    return complete ? PLATFORM_ACCESS : undefined;
}

/** Two starts at once, or a start and a stop, take turns. */
function exclusively<T>(progress: Progress, body: () => Promise<T>): Promise<T> {
    return withLock(STATE, (holder) => progress.running(`${holder} is starting or stopping the platform`), body);
}
