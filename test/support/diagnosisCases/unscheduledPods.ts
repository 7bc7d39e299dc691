// Pods without a node. The texts are those of the scheduler's plugins (pkg/scheduler/framework/plugins), which each entry names.
import type { PodShape } from "../podObjects";
import type { DiagnosisCase } from "./case";

function pending(message: string, spec: object = {}, reason = "Unschedulable"): PodShape {
    const conditions = [{ type: "PodScheduled", status: "False", reason, message }];
    return { name: "web-a", node: null, minutes: 40, spec, status: { conditions } };
}

const NO_ROOM = /[Mm]ake room|az aks nodepool scale/;
const ON_DATA = { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data-db-0" } }] };
const PREEMPTION = "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

export const UNSCHEDULED_PODS: readonly DiagnosisCase[] = [
    {
        // volumebinding/volume_binding.go: UnboundImmediatePersistentVolumeClaims
        what: "a claim that is not bound",
        pods: [
            pending(
                `0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${PREEMPTION}`,
                ON_DATA,
            ),
        ],
        status: {
            code: 1,
            cause: null,
            says: ["unbound immediate PersistentVolumeClaims", "data-db-0", "kubectl describe pvc data-db-0 -n shop"],
            never: [NO_ROOM],
        },
        migration: { state: "stuck", says: ["data-db-0"] },
        gate: false,
    },
    {
        // volumebinding/volume_binding.go: podHasPVCs
        what: "a claim that does not exist",
        pods: [pending(`0/3 nodes are available: persistentvolumeclaim "data-db-0" not found. ${PREEMPTION}`, ON_DATA)],
        status: { code: 1, cause: null, says: ["kubectl describe pvc data-db-0 -n shop"], never: [NO_ROOM] },
        gate: false,
    },
    {
        // volumebinding/volume_binding.go: PreBind; told by an event alone
        what: "a disk that is not provisioned",
        pods: [{ name: "web-a", node: null, minutes: 40, spec: ON_DATA, status: { conditions: [] } }],
        events: [
            {
                reason: "FailedScheduling",
                message:
                    'running PreBind plugin "VolumeBinding": binding volumes: provisioning failed for PVC "data-db-0"',
                minutes: [39, 2],
                count: 4,
            },
        ],
        status: { code: 1, cause: null, says: ["provisioning failed", "kubectl describe pvc data-db-0 -n shop"] },
        gate: false,
    },
    {
        // schedulinggates/scheduling_gates.go
        what: "a pod that scheduling gates hold",
        pods: [
            pending(
                "Scheduling is blocked due to non-empty scheduling gates",
                { schedulingGates: [{ name: "example.com/quota" }] },
                "SchedulingGated",
            ),
        ],
        status: { code: 0, says: ["held on purpose by example.com/quota"] },
        migration: { state: "running", says: ["held on purpose"], never: [/Wait:/] },
        gate: false,
    },
    {
        // noderesources/fit.go, tainttoleration/taint_toleration.go
        what: "too little memory on most nodes",
        pods: [
            pending(
                `0/3 nodes are available: 1 node(s) had untolerated taint {sku: gpu}, 2 Insufficient memory. ${PREEMPTION}`,
            ),
        ],
        status: { code: 1, cause: null, says: ["2 Insufficient memory", NO_ROOM] },
        migration: { state: "stuck", says: ["Insufficient memory"] },
        gate: false,
    },
    {
        // tainttoleration/taint_toleration.go
        what: "a taint that is not tolerated",
        pods: [pending(`0/3 nodes are available: 3 node(s) had untolerated taint {sku: gpu}. ${PREEMPTION}`)],
        status: { code: 1, cause: null, says: ["toleration"], never: [NO_ROOM] },
        gate: false,
    },
    {
        // nodeaffinity/node_affinity.go
        what: "a selector that no node has",
        pods: [pending(`0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${PREEMPTION}`)],
        status: { code: 1, cause: null, says: ["nodeSelector", "kubectl get nodes --show-labels"], never: [NO_ROOM] },
        gate: false,
    },
    {
        // nodeunschedulable/node_unschedulable.go
        what: "nodes that are cordoned",
        pods: [pending(`0/3 nodes are available: 3 node(s) were unschedulable. ${PREEMPTION}`)],
        status: { code: 1, cause: null, says: ["kubectl uncordon"], never: [NO_ROOM] },
        gate: false,
    },
    {
        what: "a scheduler that does not exist",
        pods: [{ name: "web-a", node: null, minutes: 40, status: { conditions: [] } }],
        status: { code: 1, cause: null, says: ["schedulerName"], never: [NO_ROOM] },
        gate: false,
    },
];
