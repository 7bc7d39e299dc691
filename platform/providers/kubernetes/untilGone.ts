// Waits until a deleted object is gone.
import type { Cluster } from "./api/cluster";
import type { ObjectAddress } from "./api/objects";
import { DEFAULT_TIMEOUT_SECONDS, poll, whyEnded } from "./polling";

/** @param uid of the object that was deleted; another one of its name is not waited for. */
export async function untilGone(
    cluster: Cluster,
    address: ObjectAddress,
    uid: string | undefined,
    signal: AbortSignal,
    timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS,
): Promise<void> {
    let finalizers: string[] = [];
    const step = async (): Promise<true | undefined> => {
        const live = await cluster.read(address);
        finalizers = live?.metadata.finalizers ?? [];
        return live === undefined || live.metadata.uid !== uid || undefined;
    };
    if (!(await poll(step, timeoutSeconds, signal))) {
        const holders = finalizers.length > 0 ? `; its finalizers are ${finalizers.join(", ")}` : "";
        const what = `${address.kind} ${address.name} to be gone${holders}`;
        throw new Error(`${whyEnded(timeoutSeconds, signal)} while waiting for ${what}`);
    }
}
