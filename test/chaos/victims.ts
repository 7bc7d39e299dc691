// Kills a part of the platform as a machine would, and starts it again.

import { startPlatform } from "../../platform/kubernetes/platform";
import { platformProcesses } from "../../platform/kubernetes/processes";
import type { Victim } from "./kills";

const SILENT = { done: () => {}, running: () => {} };

export function killPart(victim: Exclude<Victim, "up" | "rival">): void {
    const found = platformProcesses().filter(({ program }) => program === victim);
    if (found.length === 0) {
        throw new Error(`${victim} does not run, so it cannot be killed`);
    }
    for (const { pid } of found) {
        process.kill(pid, "SIGKILL");
    }
}

export async function startParts(): Promise<void> {
    await startPlatform({ progress: SILENT });
}
