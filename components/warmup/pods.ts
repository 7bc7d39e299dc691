/** The pods of a hold: one that waits with kubectl and lets the node in, and one that gives it something to wait for. */
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Role, rolesSelector } from "../../model/kubernetes/labels";
import { awayFrom } from "../../model/nodes/letIn";
import { CONTAINER_SECURITY, podSecurity } from "../../model/workload/podDefaults";
import { placement, withStartupToleration } from "../shared/pod";
import type { NodeWarmupArgs } from "./warmupArgs";
import type { WarmupPlan } from "./warmupPlan";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/** A user that owns nothing in any image. */
const USER = 65532;

const NODE = "$(NODE_NAME)";

/**
 * kubectl does not notice that a pod is deleted while it waits for that one, as when a release is superseded: it goes on
 * until its timeout, then starts again and sees the pods of today. The kubelet starts it again immediately after 3 minutes,
 * then after 10, 20 and more seconds in which nobody notices the last image: a shorter timeout would make that the rule.
 */
const WAIT = [
    "wait",
    "pods",
    "--all-namespaces",
    `--selector=${rolesSelector([Role.Prepull, Role.NodeWarmupCompanion])}`,
    `--field-selector=spec.nodeName=${NODE}`,
    "--for=condition=Ready",
    "--timeout=3m",
];

/** Waits for every pre-pull on its node, takes the taint away, and marks the node, which ends both pods. */
export function holdPod(name: string, args: NodeWarmupArgs, plan: WarmupPlan): PodSpec {
    const run = (step: string, words: pulumi.Input<string>[]) => kubectl(step, plan, words);
    const taint = (text: string, ...flags: string[]) => [
        "taint",
        "node",
        NODE,
        `${plan.startupTaint}${text}`,
        ...flags,
    ];
    return {
        ...common(args, plan),
        serviceAccountName: name,
        automountServiceAccountToken: true,
        initContainers: [
            run("wait", WAIT),
            // Pods that the controllers created after the first wait had listed them.
            run("wait-for-late-pods", WAIT),
            // A taint that is not there cannot be removed. This one keeps no pod away, should the next step never come.
            run("soften-taint", taint("=:PreferNoSchedule", "--overwrite")),
            run("remove-taint", taint("-")),
        ],
        containers: [run("label", ["label", "node", NODE, pulumi.interpolate`${plan.warmLabel}=true`, "--overwrite"])],
    };
}

/** `kubectl wait` fails where it finds nothing: this pod is there on nodes that no pre-pull selects. */
export function companionPod(args: NodeWarmupArgs, plan: WarmupPlan): PodSpec {
    return {
        ...common(args, plan),
        automountServiceAccountToken: false,
        containers: [
            {
                name: "wait",
                image: plan.helperImage,
                imagePullPolicy: "IfNotPresent",
                resources: { requests: { cpu: "1m", memory: "8Mi" } },
                securityContext: SECURITY,
            },
        ],
    };
}

const SECURITY = { ...CONTAINER_SECURITY, readOnlyRootFilesystem: true };

function common(args: NodeWarmupArgs, { startupTaint, warmLabel }: WarmupPlan): Omit<PodSpec, "containers"> {
    return {
        ...placement(args),
        tolerations: withStartupToleration(args.tolerations, startupTaint),
        affinity: warmLabel.apply((label) => awayFrom([label])),
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 1,
        securityContext: podSecurity(USER),
    };
}

function kubectl(name: string, { kubectlImage }: WarmupPlan, args: pulumi.Input<string>[]): Container {
    return {
        name,
        image: kubectlImage,
        imagePullPolicy: "IfNotPresent",
        args,
        env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
        resources: { requests: { cpu: "1m", memory: "32Mi" } },
        securityContext: SECURITY,
    };
}
