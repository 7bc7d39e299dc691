// Runs around the end-to-end tests: the platform and the providers, which all of them share. `npm stop` ends the platform.
import * as path from "node:path";
import { startPlatform } from "../../../platform/kubernetes/platform";
import { withLock } from "../../../platform/machine/lock";
import { STATE } from "../../../platform/paths";
import { installProviders } from "../../../platform/providers/install";

let release = () => {};

export async function mochaGlobalSetup(): Promise<void> {
    await takeTurns();
    await startPlatform();
    installProviders();
}

export function mochaGlobalTeardown(): void {
    release();
}

/** Two simultaneous runs would work on the same stacks, and each would remove the other's. */
function takeTurns(): Promise<void> {
    const say = (holder: string) => void process.stderr.write(`Waiting: ${holder} runs the end-to-end tests.\n`);
    return new Promise((resolve, reject) => {
        const untilReleased = () =>
            new Promise<void>((end) => {
                release = end;
                resolve();
            });
        withLock(path.join(STATE, "e2e"), say, untilReleased).catch(reject);
    });
}
