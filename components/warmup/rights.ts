/** The account of a hold: it may read pods, and change a node as far as a policy of the API server lets it. */
import {
    ValidatingAdmissionPolicy,
    ValidatingAdmissionPolicyBinding,
} from "@pulumi/kubernetes/admissionregistration/v1";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1";
import { ClusterRole, ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { holdPolicy } from "../../model/nodes/holdPolicy";
import { annotations } from "../shared/objectMetadata";
import type { WarmupPlan } from "./warmupPlan";

/** The policy is in force before the account has any right. */
export function holdRights(parent: pulumi.Resource, name: string, plan: WarmupPlan): ClusterRoleBinding {
    const own = { labels: labels(Role.NodeWarmup, name), annotations: annotations() };
    const account = { name, namespace: plan.namespace };
    const metadata = { ...own, name: plan.clusterName };
    new ServiceAccount(name, { metadata: { ...own, ...account }, automountServiceAccountToken: false }, { parent });
    const policy = new ValidatingAdmissionPolicy(name, { metadata, spec: policySpec(name, plan) }, { parent });
    const inForce = new ValidatingAdmissionPolicyBinding(
        name,
        { metadata, spec: { policyName: policy.metadata.name, validationActions: ["Deny"] } },
        { parent },
    );
    const role = new ClusterRole(name, { metadata, rules: RULES }, { parent });
    return new ClusterRoleBinding(
        name,
        {
            metadata,
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role.metadata.name },
            subjects: [{ kind: "ServiceAccount", ...account }],
        },
        { parent, dependsOn: [policy, inForce] },
    );
}

const RULES = [
    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
    { apiGroups: [""], resources: ["nodes"], verbs: ["get", "patch"] },
];

function policySpec(name: string, { namespace, startupTaint, warmLabel }: WarmupPlan) {
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["nodes"] }],
        },
        matchConditions: [
            {
                name: "the-hold",
                expression: pulumi.interpolate`request.userInfo.username == 'system:serviceaccount:${namespace}:${name}'`,
            },
        ],
        validations: warmLabel.apply((label) => holdPolicy(startupTaint, label)),
    };
}
