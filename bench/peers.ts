// This gate next to what people use today, and to the bare pull.
import { startPlatform } from "../platform/kubernetes/platform";
import { installProviders } from "../platform/providers/install";
import { faultTimes } from "./peers/faults";
import { pullTimes } from "./peers/pulls";

export async function peers(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    return pullTimes();
}

export async function peerFaults(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    return [...(await faultTimes()), ...NOT_RUN];
}

/** Their controllers are not part of the platform; what their documentation says. */
const NOT_RUN: readonly string[][] = [
    ["any of these: OpenKruise's ImagePullJob (not run)", "2,400 s: 4 tries of 600 s", "", "node"],
    ["any of these: kube-fledged (not run)", "300 s", "", "node and cause"],
];
