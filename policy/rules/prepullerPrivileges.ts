/** Pre-pullers that reach into their node: a pull needs neither the runtime's socket nor any privilege. */
import type { V1Container, V1PodSpec } from "@kubernetes/client-node";
import { resourcePolicy, whereKnown } from "../resourcePolicy";
import { type Workload, workloads } from "../workloads";

export const prepullerPrivileges = resourcePolicy(
    {
        name: "prepuller-privileges",
        description: "DaemonSets that pull images use no host path, no host namespace and no privileges.",
        enforcementLevel: "advisory",
    },
    (resource) =>
        workloads(resource).flatMap((workload) =>
            whereKnown(() => (isPrepuller(workload) ? privileges(workload.pod.spec ?? {}) : [])),
        ),
);

/** By what it is called, and by what it runs: the command of a container runtime that pulls. */
function isPrepuller({ kind, object, pod }: Workload): boolean {
    if (kind !== "DaemonSet") {
        return false;
    }
    const { name = "", labels = {} } = (object.metadata ?? {}) as {
        readonly name?: string;
        readonly labels?: Readonly<Record<string, string>>;
    };
    const words = [name, labels["app.kubernetes.io/component"] ?? "", labels["app.kubernetes.io/name"] ?? ""];
    const called = words.some((word) => /pre-?pull|image-?(pull|cache)/i.test(word));
    return called || containersOf(pod.spec ?? {}).some(runsPull);
}

function runsPull({ command = [], args = [] }: V1Container): boolean {
    return /\b(crictl|ctr|nerdctl|docker|podman)\b[^;&|]*\bpull\b/.test([...command, ...args].join(" "));
}

function privileges(pod: Partial<V1PodSpec>): string[] {
    const shared = (["hostNetwork", "hostPID", "hostIPC"] as const).filter((field) => pod[field] === true);
    const used = [
        ...(pod.volumes ?? []).flatMap(({ name, hostPath }) =>
            hostPath ? `volume ${name}: hostPath ${hostPath.path}` : [],
        ),
        ...shared,
        ...containersOf(pod).flatMap(containerPrivileges),
    ];
    const instead = 'ImagePrepull pulls by an image volume under Pod Security "restricted"';
    return used.map(
        (privilege) => `${privilege} gives a pre-puller control of the node, and no pull needs it; ${instead}`,
    );
}

function containerPrivileges({ name, securityContext }: V1Container): string[] {
    const { privileged, allowPrivilegeEscalation, capabilities } = securityContext ?? {};
    return [
        ...(privileged ? [`container ${name}: privileged`] : []),
        ...(allowPrivilegeEscalation ? [`container ${name}: allowPrivilegeEscalation`] : []),
        ...(capabilities?.add ?? []).map((capability) => `container ${name}: capability ${capability}`),
    ];
}

function containersOf({ containers = [], initContainers = [] }: Partial<V1PodSpec>): V1Container[] {
    return [...initContainers, ...containers];
}
