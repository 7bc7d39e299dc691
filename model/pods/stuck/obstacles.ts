/** What keeps a pod from starting other than its images, each in a short title, a colon, and what it means. */

export const OBSTACLES = {
    noNode: "no node: the scheduler finds none that may run it",
    unboundClaim: "volume claim not bound: the pod waits for a volume that is not there",
    nodeNotReady: "node not ready: nothing is pulled or started on it",
    volume: "volume not mounted: the pod has its node and waits for a volume",
    network: "no network: the node cannot set up the pod's network",
    sandbox: "no sandbox: the node cannot set up the pod before its images are pulled",
    configuration: "configuration missing: a container needs what is not there, or asks for what is not allowed",
    container: "container not started: the image is there, and the runtime cannot create or start the container",
    notStarted: "not started: nothing happens to the pod, and no event says why",
    other: "stuck: the pod does not start, and its image is not the reason",
    refused: "pods refused: the API server accepts no new pod of this workload",
} as const;

export type ObstacleName = keyof typeof OBSTACLES;

/** The names that commands need. */
export interface ObstacleFor {
    readonly namespace: string;
    readonly pod: string;
    readonly node?: string;
    readonly claims: readonly string[];
    /** What Kubernetes says of it. */
    readonly text: string;
}

/** What to do, with commands that can be pasted. */
export function obstacleAdvice(name: ObstacleName, about: ObstacleFor): string {
    const describe = `\`kubectl describe pod ${about.pod} -n ${about.namespace}\``;
    switch (name) {
        case "nodeNotReady":
            return `See why with \`kubectl describe node ${about.node}\`; drain and restart or reimage the node if it does not come back.`;
        case "unboundClaim":
            return `${claimsAdvice(about)}; its events name the storage class or the missing volume.`;
        case "volume":
            return missing(about) ?? volumeAdvice(about, describe);
        case "network":
            return `${NO_ADDRESS.test(about.text) ? ADDRESSES : ""}See the network plugin's pod on the node: \`kubectl get pods -n kube-system --field-selector spec.nodeName=${about.node}\`. If other nodes start pods, drain and reimage this one.`;
        case "sandbox":
            return OTHER_SANDBOX.test(about.text)
                ? `The image of the node's own sandboxes (pause) is for another operating system or processor: correct sandbox_image in the runtime's configuration of ${about.node}, or reimage the node.`
                : `See ${describe} and the node: \`kubectl describe node ${about.node}\`.`;
        case "configuration":
            return missing(about) ?? `Correct what the text names: ${describe}.`;
        case "container":
            return `Correct what the text names, such as the command, a mount or the security context: ${describe}. If only this node says it, drain and reimage the node.`;
        default:
            return `See ${describe}, and the node: \`kubectl describe node ${about.node}\`.`;
    }
}

/** What network plugins say when their pool or subnet is used up. */
const NO_ADDRESS =
    /assign an IP|failed to allocate|allocat\w+ (?:an? )?(?:IP|address|pool)|no (?:more |available |free )*(?:IP|addresses|subnet)|IPs? available|range is full|subnet ?is ?full|InsufficientSubnet|AddressSpace|pool exhausted|all\w* (?:IPs|addresses)/i;
const ADDRESSES =
    "The node or its subnet may have no address left for a pod: use a larger subnet or pod range, or fewer pods on a node (`kubectl get pods -A -o wide`). ";

/** Windows, and Linux, of a program for another machine. */
const OTHER_SANDBOX = /operating system (?:of the container )?does not match|exec format error/i;

/** `secret "x" not found`, as the kubelet's volume manager and its container manager both say it. */
const MISSING = /\b(secret|configmap) (?:")?([a-z0-9][a-z0-9.-]*)(?:")? not found/i;

function missing({ text, namespace }: ObstacleFor): string | undefined {
    const [, kind = "", name] = MISSING.exec(text) ?? [];
    const article = kind.toLowerCase() === "secret" ? "Secret" : "ConfigMap";
    return name && `Create the ${article} ${name}: \`kubectl get ${kind.toLowerCase()} ${name} -n ${namespace}\`.`;
}

function volumeAdvice(about: ObstacleFor, describe: string): string {
    if (/Multi-Attach/.test(about.text)) {
        return "The volume is still attached to another node: see `kubectl get volumeattachments`, and end the pod that uses it there.";
    }
    if (/maximum (?:allowed )?number of|max volume count|attachment limit|too many volumes/i.test(about.text)) {
        return `The node takes no more disks: use a larger VM size, more nodes, or fewer pods with disks on it: \`kubectl get volumeattachments\` and \`kubectl get csinode ${about.node} -o yaml\`.`;
    }
    const driver = /driver name (\S+) not found in the list of registered CSI drivers/.exec(about.text)?.[1];
    if (driver !== undefined) {
        return `The driver ${driver} does not run on the node: \`kubectl get csinode ${about.node} -o yaml\`, and its pod there: \`kubectl get pods -A --field-selector spec.nodeName=${about.node}\`.`;
    }
    return about.claims.length > 0 ? `${claimsAdvice(about)}, and the pod: ${describe}.` : `See ${describe}.`;
}

function claimsAdvice({ claims, namespace }: ObstacleFor): string {
    const names = claims.join(" ");
    return `See the claim: \`kubectl describe pvc ${names || "<claim>"} -n ${namespace}\``;
}
