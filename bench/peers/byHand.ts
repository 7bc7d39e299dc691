// What people use instead of a gate: a DaemonSet or a Job, and kubectl or a small loop that waits for it.
import { setTimeout as sleep } from "node:timers/promises";
import { read } from "../../platform/kubernetes/apiServer";
import { apply, kubectl } from "../../platform/kubernetes/kubectl";
import type { Outcome, Place, Way } from "./outcome";

const NAME = "pull";

export const ROLLOUT_STATUS: Way = {
    name: "DaemonSet by hand, kubectl rollout status",
    knows: async (image, place) =>
        byHand(daemonSet(image), place, kubectlWaits("rollout", "status", `daemonset/${NAME}`)),
};

export const IMAGE_AWAITER: Way = {
    name: "DaemonSet by hand, z2jh's image-awaiter",
    knows: async (image, place) => byHand(daemonSet(image), place, oneReadASecond),
};

export const JOB_WAIT: Way = {
    name: "Job without a pre-pull, kubectl wait",
    knows: async (image, place) =>
        byHand(job(image), place, kubectlWaits("wait", "--for=condition=complete", `job/${NAME}`)),
};

type Wait = (place: Place) => Promise<Pick<Outcome, "text" | "state">>;

async function byHand(object: Manifest, place: Place, wait: Wait): Promise<Outcome> {
    const { namespace, started } = place;
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } }]);
    try {
        const startedAt = performance.now();
        started();
        await apply([{ ...object, metadata: { name: NAME, namespace } }]);
        const known = await wait(place);
        return { ...known, seconds: (performance.now() - startedAt) / 1_000 };
    } finally {
        await kubectl(["delete", "namespace", namespace, "--timeout=300s"]);
    }
}

function kubectlWaits(...words: readonly string[]): Wait {
    return async ({ namespace, limitSeconds }) => {
        try {
            const text = await kubectl([...words, "-n", namespace, `--timeout=${limitSeconds}s`]);
            return { text, state: "there" };
        } catch (error) {
            // The first line is the command's own.
            return { text: (error as Error).message.split("\n").slice(1).join("\n"), state: "ranOut" };
        }
    };
}

interface DaemonSetStatus {
    readonly status: { readonly desiredNumberScheduled: number; readonly numberReady: number };
}

/** As the program that delays a Helm upgrade of JupyterHub: it reads the status once a second, and has no text but its last. */
async function oneReadASecond({ namespace, limitSeconds }: Place): Promise<Pick<Outcome, "text" | "state">> {
    const until = performance.now() + limitSeconds * 1_000;
    while (performance.now() < until) {
        const { status } = await read<DaemonSetStatus>(`/apis/apps/v1/namespaces/${namespace}/daemonsets/${NAME}`);
        // Before its controller has looked, 0 of 0 are ready.
        if (status.desiredNumberScheduled > 0 && status.desiredNumberScheduled === status.numberReady) {
            return { text: "All images present on all nodes!", state: "there" };
        }
        await sleep(1_000);
    }
    return { text: "", state: "ranOut" };
}

interface Manifest {
    readonly apiVersion: string;
    readonly kind: string;
    readonly spec: object;
}

function daemonSet(image: string): Manifest {
    const matchLabels = { app: NAME };
    const template = { metadata: { labels: matchLabels }, spec: podSpec({ image }) };
    return { apiVersion: "apps/v1", kind: "DaemonSet", spec: { selector: { matchLabels }, template } };
}

function job(image: string): Manifest {
    const spec = { ...podSpec({ image, args: ["exit", "0"] }), restartPolicy: "Never" };
    return { apiVersion: "batch/v1", kind: "Job", spec: { template: { spec } } };
}

function podSpec(container: { readonly image: string; readonly args?: readonly string[] }): object {
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    return {
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
        containers: [{ name: NAME, ...container, securityContext }],
    };
}
