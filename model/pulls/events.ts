/** The kubelet's event texts about pulls, read by their shape, which has outlived every change of wording since 1.25. */
import type { EventFacts } from "../kubernetes/facts";
import { GO_DURATION, goDurationSeconds } from "../text/durations";
import { sandboxImagePull } from "./sandboxImage";

export type PullFact =
    | { readonly kind: "pulling"; readonly image: string }
    | {
          readonly kind: "pulled";
          readonly image: string;
          /** The pull itself. */
          readonly seconds?: number;
          /** The time in the queue before it, where the kubelet (1.27 and later) tells them apart. */
          readonly waitingSeconds?: number;
          /** The compressed size, from 1.30. */
          readonly bytes?: number;
      }
    | { readonly kind: "present"; readonly image: string }
    /** `sandbox`: the runtime's own pull, before those of the pod's images. */
    | { readonly kind: "failed"; readonly image?: string; readonly error: string; readonly sandbox?: true }
    | { readonly kind: "backOff"; readonly image: string; readonly error?: string };

/** Reasons of a waiting container, and of the kubelet's `Error: ...` events, that are about its image. */
export const PULL_REASONS: ReadonlySet<string> = new Set([
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
]);

/** A reference as Go quotes it. */
const IMAGE = '"((?:[^"\\\\]|\\\\.)*)"';
const TIMES = `(?: in (${GO_DURATION})(?: \\((${GO_DURATION}) including waiting\\))?)?`;

const COMBINED = /^\(combined from similar events\): /;
const PULLING = new RegExp(`^Pulling image ${IMAGE}`);
const PULLED = new RegExp(`^Successfully pulled image ${IMAGE}${TIMES}(?:\\. Image size: (\\d+) bytes)?`);
const PRESENT = new RegExp(`^Container image ${IMAGE} already present on machine`);
const NEVER = new RegExp(`^Container image ${IMAGE} is (?:not )?present with pull policy of Never`);
const FAILED = new RegExp(`^Failed to (?:pull image|apply default image tag) ${IMAGE}:? ?(.*)$`, "s");
/** CRI-O resolves a short name before the kubelet knows which image it is: the name is empty then, and says nothing. */
const NOT_INSPECTED = new RegExp(`^Failed to inspect image ${IMAGE}:? ?(.*)$`, "s");
const BACK_OFF = new RegExp(`^Back-off pulling image ${IMAGE}(?:: (?:ErrImagePull: )?(.*))?$`, "s");
const ERROR = /^Error: (\w+)$/;

/** Without the times, which take most of the work of reading it: a cluster has a hundred thousand of these. */
const PULLED_SIZE = new RegExp(
    `^(?:\\(combined from similar events\\): )?Successfully pulled image ${IMAGE}[^"]*\\. Image size: (\\d+) bytes`,
);

/** What `message` says about a pull; undefined for every other text. */
export function pullFact(message: string): PullFact | undefined {
    const text = message.replace(COMBINED, "");
    return attempt(text) ?? failure(text);
}

/** The compressed size of an image, where an event tells it: that of a pull which went well. */
export function pulledSize({
    reason,
    message,
}: Pick<EventFacts, "reason" | "message">): { image: string; bytes: number } | undefined {
    const [, image, bytes] = (reason === "Pulled" && PULLED_SIZE.exec(message)) || [];
    // The runtime reports 0 where it does not know the size.
    return Number(bytes) > 0 ? { image: unquoted(image), bytes: Number(bytes) } : undefined;
}

function attempt(text: string): PullFact | undefined {
    const pulling = PULLING.exec(text);
    if (pulling) {
        return { kind: "pulling", image: unquoted(pulling[1]) };
    }
    const present = PRESENT.exec(text);
    if (present) {
        return { kind: "present", image: unquoted(present[1]) };
    }
    const pulled = PULLED.exec(text);
    return pulled ? { kind: "pulled", image: unquoted(pulled[1]), ...measures(pulled) } : undefined;
}

function measures([, , own, total, size]: readonly (string | undefined)[]) {
    const seconds = own === undefined ? undefined : goDurationSeconds(own);
    const all = total === undefined ? undefined : goDurationSeconds(total);
    return {
        ...(seconds !== undefined && { seconds }),
        ...(seconds !== undefined && all !== undefined && { waitingSeconds: Math.max(0, all - seconds) }),
        // The runtime reports 0 where it does not know the size.
        ...(Number(size) > 0 && { bytes: Number(size) }),
    };
}

function failure(text: string): PullFact | undefined {
    const failed = FAILED.exec(text);
    if (failed) {
        return { kind: "failed", image: unquoted(failed[1]), error: failed[2] || text };
    }
    const notInspected = NOT_INSPECTED.exec(text);
    if (notInspected) {
        // Without these words a deadline that passed would read as one of the registry's.
        return { kind: "failed", ...(notInspected[1] && { image: unquoted(notInspected[1]) }), error: text };
    }
    const backOff = BACK_OFF.exec(text);
    if (backOff) {
        return { kind: "backOff", image: unquoted(backOff[1]), ...(backOff[2] && { error: backOff[2] }) };
    }
    const never = NEVER.exec(text);
    if (never) {
        return { kind: "failed", image: unquoted(never[1]), error: text };
    }
    const ofSandbox = sandboxImagePull(text);
    if (ofSandbox) {
        return { kind: "failed", ...ofSandbox, sandbox: true };
    }
    const reason = ERROR.exec(text)?.[1] ?? "";
    return PULL_REASONS.has(reason) ? { kind: "failed", error: reason } : undefined;
}

/** Go's escapes are JSON's for all that a reference can hold; others stay as they are written. */
function unquoted(quoted = ""): string {
    if (!quoted.includes("\\")) {
        return quoted;
    }
    try {
        return String(JSON.parse(`"${quoted}"`));
    } catch {
        return quoted;
    }
}
