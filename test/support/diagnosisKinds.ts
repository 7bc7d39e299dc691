// The kinds of faults of other people's clusters that once were told wrong: what each is, what makes it for real, what replays
// it, and what else tests it.
import type { DiagnosisCase } from "./diagnosisCases/case";

export interface DiagnosisKind {
    readonly title: string;
    /** Words in the tests that produce it on a real node, by their file in test/e2e. */
    readonly real?: Readonly<Record<string, readonly string[]>>;
    /** Titles of what `status` says of the cases that replay it. */
    readonly says?: readonly string[];
    /** Cases that replay it, whatever is said of them. */
    readonly cases?: readonly (string | RegExp)[];
    /** Tests, or folders of tests, that are not about a pull that fails. */
    readonly tests?: readonly string[];
}

const TABLE = "faultTable/faults";
const SECOND = "faultTable/secondRuntime.long.ts";
const CLOUDS = "faultTable/cloudRegistries.ts";
const STUCK = "faultTable/stuckPods.long.ts";
const OWN = "nodes/ownRuntimes.long.ts";

export const DIAGNOSIS_KINDS: readonly DiagnosisKind[] = [
    {
        title: "a pod in which something runs is not deleted by `unstick`",
        cases: ["a debug container that cannot be created, in a pod that runs"],
        tests: ["test/model/pods/removable.test.ts", "test/model/pods/unstick.test.ts"],
    },
    {
        title: "the image of the node's own sandboxes cannot be pulled",
        real: { [OWN]: ["the image of its sandboxes where that cannot be had"] },
        cases: [/^(?:the|a sandbox) image (?:of|for)|image of its sandboxes|image came in the end/],
    },
    {
        title: "a pod is stuck on something other than its image",
        real: { [STUCK]: ["names a volume whose Secret is missing", "names a variable whose ConfigMap is missing"] },
        says: [
            ...["volume not mounted", "configuration missing", "container not started", "not started"],
            ...["no network", "no sandbox"],
        ],
        cases: [/^a volume that (?:is attached in its first|was mounted after)/],
    },
    {
        title: "a proxy fails, and not the registry",
        real: {
            [SECOND]: ["is the proxy where none listens", "is the proxy where it refuses the connection with"],
            [CLOUDS]: ["one that a proxy's page stands in for"],
        },
        says: ["proxy"],
    },
    {
        title: "the node's store or runtime fails, and not the registry; 403 is not always a firewall",
        real: { [SECOND]: ["is the node's store where it may not unpack"] },
        says: ["node store", "runtime", "forbidden (403)"],
    },
    {
        title: "each kind of registry refuses in its own way, and has advice of its own",
        real: {
            [CLOUDS]: ["GitHub's, whose token service denies", "Google's, which gives", "Amazon's, which asks"],
            [TABLE]: ["a registry that wants a login", "an identity without the pull role"],
        },
        says: ["no credential", "pull access denied", "token refused"],
        tests: ["test/model/pulls/advice.test.ts"],
    },
    {
        title: "a layer that cannot be unpacked is not always damaged",
        real: {
            [SECOND]: ["is the disk where it has no room to download", "is the disk where it has no room to unpack"],
            [TABLE]: ["a layer that is not an archive"],
        },
        says: ["unpacking refused", "disk full"],
    },
    {
        title: "an image that this node can never use",
        real: { [STUCK]: ["names an image of the first schema"], [TABLE]: ["an image for other processors"] },
        says: ["unsupported image", "short name", "wrong platform"],
    },
    { title: "different unknown texts are different faults", says: ["unknown cause"] },
    {
        title: "a pull secret that does not exist",
        real: { [STUCK]: ["names a pull secret that does not exist"] },
        says: ["pull secret missing"],
    },
    {
        title: "a pod without a node, for whatever reason",
        real: { [STUCK]: ["names a claim that does not exist"] },
        says: ["no node", "volume claim not bound"],
        cases: ["a pod that scheduling gates hold"],
    },
    { title: "an eviction for disk during the pull", cases: [/^an eviction for disk/] },
    { title: "a size without a unit", tests: ["test/model/image/size.test.ts"] },
    { title: "a node that is not ready", says: ["node not ready"] },
    {
        title: "a long pull of unknown size, and one in the node's queue",
        real: { [TABLE]: ["a registry that never answers", "a slow network"] },
        cases: ["a long pull of unknown size", "a pull behind two others on its node"],
    },
    {
        title: "texts of Docker, CRI-O, registries and storage that were unknown",
        real: {
            [TABLE]: [
                ...["a tag that was never pushed", "a layer with another digest", "a token service that is down"],
                ...["a load balancer without a registry behind it", "a download that stands still"],
            ],
        },
        says: [
            ...["timeout", "corrupt layer", "storage refused (403)", "not a registry", "signature refused"],
            ...["layer locked", "node network", "not found", "registry error (5xx)", "no such host", "stalled"],
        ],
    },
    { title: "what `optimize` finds, by Docker's own rules", tests: ["test/model/optimize"] },
    {
        title: "pods that the API server does not accept",
        real: { [STUCK]: ["names a quota that is used up", "names a webhook that does not answer"] },
        says: ["pods refused"],
        cases: [/^a ReplicaSet that was (?:refused before|scaled to nothing)/],
    },
    { title: "what is shown of a long text decided", tests: ["test/model/pulls/error/shownError.test.ts"] },
    { title: "what `size` is answered", tests: ["test/cli/verbs/size"] },
    {
        title: "habits of kubectl",
        tests: ["test/cli/output.test.ts", "test/cli/help.test.ts", "test/cli/verbs/explain.test.ts"],
    },
    {
        title: "what answers on the node itself, or in the registry's place",
        real: { [OWN]: ["a pull that works on the other pools"] },
        says: ["mirror", "node DNS"],
    },
    {
        title: "limits of registries, and of the kubelet",
        real: { [TABLE]: ["too many requests"] },
        says: ["rate limited (429)"],
        cases: ["the kubelet's own limit"],
    },
    { title: "a registry that fetches from another one", says: ["upstream"] },
    {
        title: "several errors in one text",
        cases: ["two tries, of which the first says why", /^a registry that fails first, and then refuses/],
        tests: ["test/model/pulls/error/pullError.test.ts"],
    },
    {
        title: "names and certificates",
        real: { [TABLE]: ["a certificate that the node does not trust", "a registry without TLS"] },
        says: ["certificate", "certificate name", "plain HTTP"],
    },
];

/** @param title What `status` says of the case. */
export function replays({ says = [], cases = [] }: DiagnosisKind, { what }: DiagnosisCase, title: string): boolean {
    const named = cases.some((one) => (typeof one === "string" ? one === what : one.test(what)));
    return named || title.split(", ").some((one) => says.includes(one));
}
