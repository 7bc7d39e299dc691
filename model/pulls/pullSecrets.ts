/** Pull secrets that the kubelet did not find before a pull that was refused. */

import type { EventFacts } from "../kubernetes/facts";
import { CAUSES, type Cause, type CauseName } from "./causes/table";

const SECRETS = /^Unable to retrieve some image pull secrets \(([^)]*)\)/;

/** The kubelet pulls without those that it cannot read (pkg/kubelet/kubelet_pods.go); the newest event counts. */
export function missingSecrets(events: readonly EventFacts[]): string[] {
    const newest = events
        .filter(({ reason }) => reason === "FailedToRetrieveImagePullSecret")
        .sort((a, b) => b.lastAt - a.lastAt)[0];
    const names = SECRETS.exec(newest?.message ?? "")?.[1] ?? "";
    return names.split(",").flatMap((name) => name.trim() || []);
}

/** What a registry answers to one who comes without the credential that the pod meant to send. */
const REFUSALS: ReadonlySet<CauseName> = new Set(["noCredential", "tokenRefused", "unauthorized"]);

/** `cause`, unless it follows from a secret that is missing. */
export function withoutSecret(cause: Cause, secrets: readonly string[]): Cause {
    return secrets.length > 0 && REFUSALS.has(cause.name) ? CAUSES.pullSecretMissing : cause;
}
