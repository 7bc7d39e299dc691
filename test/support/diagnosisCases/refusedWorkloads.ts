// Workloads whose pods the API server does not accept. The events are those of pkg/controller/controller_utils.go (ReplicaSet,
// DaemonSet, Job) and pkg/controller/statefulset/stateful_pod_control.go; who refuses is named by each entry.

import type { StoredObject } from "../objectStore";
import { NAMESPACE } from "../objects";
import type { DiagnosisCase, EventShape } from "./case";

const OF_DEPLOYMENT = [{ kind: "Deployment", name: "web", uid: "uid-web", controller: true }];

function workload(name: string, spec: object, status: object, ownerReferences: object[] = []): StoredObject {
    return { metadata: { name, namespace: NAMESPACE, uid: `uid-${name}`, ...{ ownerReferences } }, spec, status };
}

const WEB = { plural: "replicasets", object: workload("web-7d4b", { replicas: 3 }, { replicas: 0 }, OF_DEPLOYMENT) };

function refused(message: string, kind = "ReplicaSet", name = "web-7d4b"): EventShape {
    return { about: { kind, name }, reason: "FailedCreate", message, minutes: [40, 6], count: 14 };
}

export const REFUSED_WORKLOADS: readonly DiagnosisCase[] = [
    {
        // staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go; Gatekeeper
        what: "a policy that refuses the pods of a ReplicaSet",
        pods: [],
        events: [
            refused(
                'Error creating: admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev2containerallowedimag-1] Container image docker.io/nginx:1.27 for container app has not been allowed.',
            ),
        ],
        objects: [WEB],
        status: {
            code: 1,
            cause: null,
            workload: "web-7d4b",
            says: [
                "1 workload gets no pods",
                "ReplicaSet shop/web-7d4b of Deployment web: 14 times in 40 min",
                "has not been allowed",
                "ask the owner of validation.gatekeeper.sh",
            ],
        },
        migration: {
            state: "stuck",
            says: ["has not been allowed", "what the policy names"],
            never: [/Wait|it is running/],
        },
        gate: false,
    },
    {
        // kubernetes/kubernetes#112765
        what: "a request for pods that takes too long",
        pods: [],
        events: [
            refused(
                "Error creating: Timeout: request did not complete within requested timeout context deadline exceeded",
            ),
        ],
        objects: [WEB],
        status: { code: 1, cause: null, workload: "web-7d4b", says: ["most often an admission webhook"] },
        migration: { state: "stuck" },
        gate: false,
    },
    {
        // staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go
        what: "a quota that is used up",
        pods: [],
        events: [
            refused(
                'Error creating: pods "web-7d4b-x2k4j" is forbidden: exceeded quota: compute, requested: requests.memory=2Gi, used: requests.memory=7Gi, limited: requests.memory=8Gi',
            ),
        ],
        objects: [WEB],
        status: {
            code: 1,
            cause: null,
            workload: "web-7d4b",
            says: ["exceeded quota: compute", "kubectl describe quota compute -n shop"],
        },
        migration: { state: "stuck", says: ["kubectl describe quota compute -n shop"] },
        gate: false,
    },
    {
        // staging/src/k8s.io/pod-security-admission/admission/admission.go
        what: "a DaemonSet against the namespace's Pod Security level",
        pods: [],
        events: [
            refused(
                'Error creating: pods "agent-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "agent" must set securityContext.allowPrivilegeEscalation=false)',
                "DaemonSet",
                "agent",
            ),
        ],
        objects: [
            {
                plural: "daemonsets",
                object: workload("agent", {}, { desiredNumberScheduled: 3, currentNumberScheduled: 0 }),
            },
        ],
        status: {
            code: 1,
            cause: null,
            workload: "agent",
            says: ["DaemonSet shop/agent", "allowPrivilegeEscalation", "kubectl get namespace shop --show-labels"],
        },
        gate: false,
    },
    {
        // staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/mutating/dispatcher.go
        what: "a StatefulSet whose webhook does not answer",
        pods: [],
        events: [
            refused(
                'create Pod db-0 in StatefulSet db failed error: Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://injector.mesh.svc:443/inject?timeout=10s": no endpoints available for service "injector"',
                "StatefulSet",
                "db",
            ),
        ],
        objects: [{ plural: "statefulsets", object: workload("db", { replicas: 1 }, { replicas: 0 }) }],
        status: {
            code: 1,
            cause: null,
            workload: "db",
            says: ["no endpoints available", "webhook inject.example.com does not answer"],
        },
        gate: false,
    },
    {
        // plugin/pkg/admission/serviceaccount/admission.go
        what: "a service account that does not exist, of a workload that is not there to be asked",
        pods: [],
        events: [
            refused(
                'Error creating: pods "web-7d4b-" is forbidden: error looking up service account shop/web: serviceaccount "web" not found',
            ),
        ],
        status: { code: 1, cause: null, workload: "web-7d4b", says: ["kubectl create serviceaccount web -n shop"] },
        gate: false,
    },
    {
        what: "a ReplicaSet that was refused before, and has its pods now",
        pods: [],
        events: [refused('Error creating: pods "web-7d4b-x" is forbidden: exceeded quota: compute, requested: pods=1')],
        objects: [{ ...WEB, object: workload("web-7d4b", { replicas: 3 }, { replicas: 3 }) }],
        status: { code: 0, never: ["quota"] },
        gate: false,
    },
    {
        what: "a ReplicaSet that was scaled to nothing after it was refused",
        pods: [],
        events: [refused('Error creating: pods "web-7d4b-x" is forbidden: exceeded quota: compute, requested: pods=1')],
        objects: [{ ...WEB, object: workload("web-7d4b", { replicas: 0 }, { replicas: 0 }) }],
        status: { code: 0, never: ["quota"] },
        gate: false,
    },
];
