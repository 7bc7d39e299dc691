// What a kubelet writes, changed by the API server before it is kept: a node that another machine would be, on this one.
import { apply, kubectl } from "../../../../platform/kubernetes/kubectl";
import { eventually } from "../../support/eventually";

const API = "admissionregistration.k8s.io/v1";

export interface Falsehood {
    /** Of the policy; no two at a time have the same. */
    readonly name: string;
    readonly node: string;
    readonly resources: readonly string[];
    /** In the Common Expression Language; all of them must hold. */
    readonly conditions?: readonly string[];
    /** Each gives a list of JSONPatch. */
    readonly patches: readonly string[];
}

/** Returns what ends it. */
export async function falsify(falsehood: Falsehood): Promise<() => Promise<void>> {
    const { name } = falsehood;
    await apply([
        { apiVersion: API, kind: "MutatingAdmissionPolicy", metadata: { name }, spec: policy(falsehood) },
        { apiVersion: API, kind: "MutatingAdmissionPolicyBinding", metadata: { name }, spec: { policyName: name } },
    ]);
    await eventually(() => kubectl(["get", "mutatingadmissionpolicybinding", name]));
    return async () => {
        await kubectl(["delete", "mutatingadmissionpolicybinding,mutatingadmissionpolicy", name, "--ignore-not-found"]);
    };
}

function policy({ node, resources, conditions = [], patches }: Falsehood): object {
    const written = [`request.userInfo.username == "system:node:${node}"`, ...conditions];
    return {
        failurePolicy: "Fail",
        reinvocationPolicy: "Never",
        matchConstraints: {
            resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources }],
        },
        matchConditions: written.map((expression, index) => ({ name: `condition-${index}`, expression })),
        mutations: patches.map((expression) => ({ patchType: "JSONPatch", jsonPatch: { expression } })),
    };
}
