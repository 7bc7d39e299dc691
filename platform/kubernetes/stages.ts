/** What simulated nodes do, as kwok's stages: they are Ready, and their pods run after the time that a pull takes. */

export interface SimulatedPulls {
    /** Milliseconds between the creation of a pod and its Ready state; default 0. */
    pullMs?: number;
    /** Up to so many milliseconds more, evenly spread. */
    pullJitterMs?: number;
    /** Nodes that need longer. */
    slow?: { nodes: readonly string[]; pullMs: number };
    /** Nodes whose pulls fail, and what the kubelet would say. */
    failing?: { nodes: readonly string[]; error: string };
}

const PENDING = [
    { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
    { key: ".status.phase", operator: "In", values: ["Pending"] },
];

export function stages({ pullMs = 0, pullJitterMs = 0, slow, failing }: SimulatedPulls): object[] {
    const others = [...(slow?.nodes ?? []), ...(failing?.nodes ?? [])];
    const healthy = others.length > 0 ? [onNodes("NotIn", others)] : [];
    return [
        nodeStage("node-initialize", "NotIn", NODE_STATUS),
        // Rarely: thousands of nodes that report often would be the load that is measured.
        { ...nodeStage("node-heartbeat", "In", HEARTBEAT), delayMs: 600_000 },
        {
            kind: "Pod",
            name: "pod-ready",
            selector: [...PENDING, ...healthy],
            delayMs: pullMs,
            mostMs: pullMs + pullJitterMs,
            status: POD_READY,
        },
        ...(slow ? [slowPull(slow)] : []),
        {
            kind: "Pod",
            name: "pod-delete",
            selector: [{ key: ".metadata.deletionTimestamp", operator: "Exists" }],
            remove: true,
        },
        ...(failing ? [failedPull(failing)] : []),
    ].map(stage);
}

interface StageShape {
    name: string;
    kind: string;
    selector: object[];
    delayMs?: number;
    mostMs?: number;
    status?: string;
    event?: object;
    remove?: boolean;
}

function stage({ name, kind, selector, delayMs = 0, mostMs = delayMs, status, event, remove }: StageShape): object {
    return {
        apiVersion: "kwok.x-k8s.io/v1alpha1",
        kind: "Stage",
        metadata: { name },
        spec: {
            resourceRef: { apiGroup: "v1", kind },
            selector: { matchExpressions: selector },
            delay: { durationMilliseconds: delayMs, jitterDurationMilliseconds: mostMs },
            next: remove ? { delete: true } : { statusTemplate: status, event },
        },
    };
}

function nodeStage(name: string, operator: string, status: string): StageShape {
    const key = '.status.conditions.[] | select( .type == "Ready" ) | .status';
    return { name, kind: "Node", selector: [{ key, operator, values: ["True"] }], status };
}

function onNodes(operator: "In" | "NotIn", values: readonly string[]): object {
    return { key: ".spec.nodeName", operator, values };
}

function slowPull({ nodes, pullMs }: { nodes: readonly string[]; pullMs: number }): StageShape {
    const selector = [...PENDING, onNodes("In", nodes)];
    return { kind: "Pod", name: "pod-ready-slow", selector, delayMs: pullMs, status: POD_READY };
}

function failedPull({ nodes, error }: { nodes: readonly string[]; error: string }): StageShape {
    return {
        name: "pod-failed-pull",
        kind: "Pod",
        selector: [...PENDING, onNodes("In", nodes), { key: ".status.containerStatuses", operator: "DoesNotExist" }],
        event: { type: "Warning", reason: "Failed", message: `Failed to pull image: ${error}` },
        status: `
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: false
  restartCount: 0
  state:
    waiting:
      reason: ErrImagePull
      message: ${JSON.stringify(error)}
{{ end }}
phase: Pending
`,
    };
}

const HEARTBEAT = `
conditions:
{{ $now := Now }}
{{ range NodeConditions }}
- lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
  message: {{ $now | Quote }}
  reason: {{ .reason | Quote }}
  status: {{ .status | Quote }}
  type: {{ .type | Quote }}
{{ end }}
`;

/** The versions of the real node, because what reads them must not see a difference. */
const NODE_STATUS = `${HEARTBEAT}
allocatable: {cpu: "8", memory: 32Gi, pods: "110", ephemeral-storage: 100Gi}
capacity: {cpu: "8", memory: 32Gi, pods: "110", ephemeral-storage: 100Gi}
nodeInfo:
  architecture: amd64
  operatingSystem: linux
  kubeletVersion: v1.36.3
  containerRuntimeVersion: containerd://2.2.9
  kernelVersion: 6.1.0-simulated
  osImage: simulated
  kubeProxyVersion: ""
  machineID: ""
  systemUUID: ""
  bootID: ""
phase: Running
`;

export interface WithConditions {
    readonly status: { readonly conditions?: readonly { type: string; status: string; message?: string }[] };
}

/** When the simulated kubelet set it Ready: to the millisecond, while the times of the API are whole seconds. */
export function readyAt({ status: { conditions = [] } }: WithConditions): number | undefined {
    const { message = "" } = conditions.find((each) => each.type === "Ready" && each.status === "True") ?? {};
    return Number.isNaN(Date.parse(message)) ? undefined : Date.parse(message);
}

const POD_READY = `
{{ $now := Now }}
conditions:
{{ range (list "Initialized" "Ready" "ContainersReady") }}
- lastTransitionTime: {{ $now | Quote }}
  message: {{ $now | Quote }}
  status: "True"
  type: {{ . | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: true
  started: true
  restartCount: 0
  state: {running: {startedAt: {{ $now | Quote }}}}
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: true
  restartCount: 0
  state: {terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`;
