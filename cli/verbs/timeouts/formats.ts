// The forms in which `image-delivery timeouts` prints a chain.
import { formatImageSize } from "../../../model/image/size";
import { tableText } from "../../../model/text/table";
import type { TimeoutChain } from "../../../model/timeouts/chain";

/** How each clock is called, in the order of the table, and as a variable of a CI step. */
export const CLOCKS = [
    { key: "pull", title: "pull", variable: "PULL_TIMEOUT_SECONDS" },
    { key: "gate", title: "pre-pull gate", variable: "PREPULL_GATE_SECONDS" },
    { key: "job", title: "Job deadline", variable: "JOB_DEADLINE_SECONDS" },
    { key: "deployment", title: "Deployment progress", variable: "DEPLOYMENT_PROGRESS_SECONDS" },
    { key: "jobWait", title: "Pulumi: Job", variable: "JOB_WAIT_SECONDS" },
    { key: "deploymentWait", title: "Pulumi: Deployment", variable: "DEPLOYMENT_WAIT_SECONDS" },
    { key: "step", title: "CI step, Helm", variable: "CI_STEP_SECONDS" },
] as const;

/** The chain for people: each clock, and next to it its shares; a reason is given where it is first met. */
export function timeoutTable(chain: TimeoutChain): string {
    const met = new Set<string>();
    const rows = CLOCKS.flatMap(({ key, title }) =>
        chain[key].shares.map((share, index) => {
            const clock = index === 0 ? [title, String(chain[key].seconds)] : ["", ""];
            const reason = met.has(share.reason) ? "as above" : share.reason;
            met.add(share.reason);
            return [...clock, share.name, String(share.seconds), reason];
        }),
    );
    return `${title(chain)}\n\n${tableText(["CLOCK", "SECONDS", "SHARE", "SECONDS", "REASON"], rows)}`;
}

export function title({ imageBytes }: TimeoutChain): string {
    return `Timeouts of a rollout of an image of ${formatImageSize(imageBytes)}`;
}

/** `KEY=seconds` lines, for `>> "$GITHUB_ENV"` or `eval`; CI systems that count in minutes have a line of their own. */
export function timeoutEnv(chain: TimeoutChain): string {
    const lines = CLOCKS.map(({ key, variable }) => `${variable}=${chain[key].seconds}\n`);
    return `${lines.join("")}CI_STEP_MINUTES=${Math.ceil(chain.step.seconds / 60)}\n`;
}

/** The flags of `helm install` and `helm upgrade`: Helm's own default of 5 minutes is shorter than most pulls' recovery. */
export function timeoutHelm(chain: TimeoutChain): string {
    return `--timeout ${chain.step.seconds}s\n`;
}
