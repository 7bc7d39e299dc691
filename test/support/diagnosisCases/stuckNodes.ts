// Pods on nodes that do not start anything, without an error.

import { IMAGE } from "../images";
import { node } from "../objects";
import { minutesAgo } from "../podObjects";
import { type DiagnosisCase, UNBLAMED } from "./case";

export const STUCK_NODES: readonly DiagnosisCase[] = [
    {
        // pkg/controller/nodelifecycle/node_lifecycle_controller.go
        what: "a pull on a node whose kubelet is silent",
        pods: [{ name: "web-a", minutes: 25, node: "n2" }],
        nodes: [
            node("n1"),
            {
                metadata: { name: "n2" },
                status: {
                    conditions: [
                        {
                            type: "Ready",
                            status: "Unknown",
                            reason: "NodeStatusUnknown",
                            message: "Kubelet stopped posting node status.",
                            lastTransitionTime: minutesAgo(20),
                        },
                    ],
                },
            },
        ],
        events: [{ type: "Normal", reason: "Pulling", message: `Pulling image "${IMAGE}"`, minutes: [24, 24] }],
        status: {
            code: 1,
            cause: null,
            node: "n2",
            says: ["node n2 is not ready: Kubelet stopped posting node status.", "kubectl describe node n2"],
            never: [...UNBLAMED, "network: slow"],
        },
        migration: { state: "stuck", says: ["node n2 is not ready"] },
        gate: false,
    },
    {
        what: "a pod to which nothing happens, and whose events are gone",
        pods: [{ name: "web-a", minutes: 300 }],
        status: { code: 1, cause: null, says: ["nothing was pulled or started", "for 5 h"], never: UNBLAMED },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
        gate: false,
    },
];
