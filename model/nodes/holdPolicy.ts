/**
 * What the service account of a hold may change: its own node, the start-up taint and the hold's label, and nothing else. In the
 * Common Expression Language of validating admission policies, because the cluster's roles know no single node and no single
 * field.
 */

export interface PolicyRule {
    readonly expression: string;
    /** What the refused client reads. */
    readonly message: string;
}

const NODE_NAME = "authentication.kubernetes.io/node-name";

/** A token that is bound to a pod says on which node it runs (GA in 1.32). One from `kubectl create token` does not. */
const OWN_NODE: PolicyRule = {
    expression:
        `has(request.userInfo.extra) && '${NODE_NAME}' in request.userInfo.extra && ` +
        `request.userInfo.extra['${NODE_NAME}'] == [object.metadata.name]`,
    message: "a pod of the hold may change no node but its own",
};

/** Everything of a node but its taints and its labels; its status is another resource. */
const KEPT = [
    ...["podCIDR", "podCIDRs", "providerID", "unschedulable", "configSource", "externalID"].map(
        (name) => `spec.?${name}`,
    ),
    ...["annotations", "finalizers", "ownerReferences"].map((name) => `metadata.?${name}`),
];

const REST: PolicyRule = {
    expression: KEPT.map((field) => `object.${field} == oldObject.${field}`).join(" && "),
    message: "the hold may change nothing of a node but the start-up taint and its own label",
};

export function holdPolicy(taint: string, label: string): PolicyRule[] {
    return [OWN_NODE, REST, ...taintRules(taint), labelRule(label)];
}

function taintRules(key: string): PolicyRule[] {
    const others = (of: string) => `${of}.spec.?taints.orValue([]).filter(t, t.key != '${key}')`;
    const known = "oldObject.spec.?taints.orValue([]).exists(o, o.key == t.key && o.effect == t.effect)";
    return [
        {
            expression: `${others("object")} == ${others("oldObject")}`,
            message: `the hold may change no taint but ${key}`,
        },
        {
            expression: `object.spec.?taints.orValue([]).all(t, t.key != '${key}' || t.effect == 'PreferNoSchedule' || ${known})`,
            message: `the hold may give ${key} no effect that keeps pods away`,
        },
    ];
}

function labelRule(label: string): PolicyRule {
    const labels = (of: string) => `${of}.metadata.?labels.orValue({})`;
    const same = (some: string, all: string) =>
        `${labels(some)}.all(k, k == '${label}' || (k in ${labels(all)} && ${labels(all)}[k] == ${labels(some)}[k]))`;
    return {
        expression: `${same("oldObject", "object")} && ${same("object", "oldObject")}`,
        message: `the hold may change no label but ${label}`,
    };
}
