// `image-delivery test-pull`: how long a real pull takes on the nodes of a cluster, or why it fails there.
import { Command, Option } from "commander";
import { NO_POOL, poolOf } from "../../../model/testPull/pools";
import { UsageError } from "../../../model/userError";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { checkAccess, type Permission } from "../../../observe/cluster/cluster";
import { ClusterError } from "../../../observe/cluster/errors";
import { homeNamespace } from "../../../observe/cluster/namespaces";
import { type NodeImages, nodesWithImages } from "../../../observe/testPull/nodes";
import { testPullPod } from "../../../observe/testPull/pod";
import { testPull } from "../../../observe/testPull/run";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { durationSeconds } from "../../options/duration";
import { referenceOf } from "../../options/registry";
import { dataText, printAnswer } from "../../terminal/output";
import { progressLine } from "../../terminal/progress";
import { abortable } from "../up/abortable";
import { skippedBy, type TargetChoice, targetsOf } from "./targets";
import { type TestPullReport, testPullText } from "./text";

interface TestPullCommandOptions extends ClusterOptions, TargetChoice {
    readonly timeout: number;
    readonly imagePullSecret?: string;
    readonly dryRun?: true;
    readonly output: OutputFormat;
}

/** The longest pull timeout of the table for declared sizes. */
const DEFAULT_TIMEOUT_SECONDS = 600;

export function testPullCommand(): Command {
    const command = new Command("test-pull")
        .description(
            "Pulls the image by a short-lived pod that runs nothing of it, times the pull and removes the pod. " +
                "Layers that a node has already are not downloaded again, and the answer says so.",
        )
        .argument("<image>", "reference of the image")
        .addOption(new Option("--node <name>", "pull on this node (default: one that the scheduler chooses)"))
        .addOption(new Option("--all-nodes", "pull on all ready Linux nodes simultaneously").conflicts("node"))
        .addOption(
            new Option(
                "--each-pool",
                "pull on one node of each node pool, and compare how far the pulls came",
            ).conflicts(["node", "allNodes"]),
        )
        .addOption(
            new Option("--timeout <duration>", "how long to wait, such as 90s or 10m")
                .argParser(durationSeconds)
                .default(DEFAULT_TIMEOUT_SECONDS, "10m"),
        )
        .option("--image-pull-secret <name>", "Secret of the namespace to pull with")
        .option("--dry-run", "print the pod and create nothing");
    return withOutput(withCluster(command)).action(run);
}

async function run(imageText: string, options: TestPullCommandOptions): Promise<void> {
    const image = referenceOf(imageText).text;
    const client = await kubernetesClient(clusterAccess(options));
    const namespace = homeNamespace(client, options.namespace);
    if (options.dryRun) {
        const node = options.node ?? (options.allNodes ? "<each node>" : options.eachPool && "<a node of each pool>");
        await printPod(
            testPullPod({ ...podOptions(options), image, namespace, node, name: "test-pull", run: "test-pull" }),
            options,
        );
        return;
    }
    await refuseWithoutAccess(client, namespace, options);
    const nodes = await readableNodes(client, options);
    const targets = targetsOf(nodes, image, options);
    const progress = progressLine();
    const results = await abortable((signal) =>
        testPull(client, {
            ...podOptions(options),
            image,
            namespace,
            targets,
            nodes,
            signal,
            onProgress: (line) => progress.show(line),
        }).catch((error) => {
            throw signal.aborted ? new UsageError("interrupted; the test's pods are deleted") : error;
        }),
    ).finally(() => progress.clear());
    const report: TestPullReport = {
        image,
        results: options.eachPool
            ? results.map((result) => ({ pool: poolName(nodes, result.node), ...result }))
            : results,
        skipped: skippedBy(nodes, options),
    };
    printAnswer(report, options.output, testPullText);
    if (results.some((result) => result.state === "failed" || result.slow)) {
        process.exitCode = 1;
    }
}

function poolName(nodes: ReadonlyMap<string, NodeImages>, node = ""): string {
    const facts = nodes.get(node)?.facts;
    return (facts && poolOf(facts)) ?? NO_POOL;
}

function podOptions({ timeout, imagePullSecret }: TestPullCommandOptions) {
    return { timeoutSeconds: timeout, imagePullSecret };
}

async function printPod(pod: object, { output }: TestPullCommandOptions): Promise<void> {
    process.stdout.write(dataText(pod, output === "table" ? "yaml" : output));
}

/** Before anything is created: a test that may not delete its pods must not create any. */
async function refuseWithoutAccess(client: KubernetesClient, namespace: string, options: TestPullCommandOptions) {
    const pods = (["create", "delete", "list", "watch"] as const).map((verb) => ({
        verb,
        resource: "pods",
        namespace,
    }));
    const events = (["list", "watch"] as const).map((verb) => ({ verb, resource: "events", namespace }));
    const nodes: Permission[] = choosesNodes(options) ? [{ verb: "list", resource: "nodes" }] : [];
    const missing = await checkAccess(client, [...pods, ...events, ...nodes]);
    if (missing.length > 0) {
        const list = missing.map(({ verb, resource }) => `${verb} ${resource}`).join(", ");
        throw new ClusterError(
            "forbidden",
            `test-pull has no permission on ${client.cluster}, namespace "${namespace}", to: ${list}; ` +
                "an administrator grants it with `kubectl create role` and `kubectl create rolebinding` (nodes: clusterrole)",
        );
    }
}

function choosesNodes({ node, allNodes, eachPool }: TargetChoice): boolean {
    return node !== undefined || allNodes === true || eachPool === true;
}

/** Without a choice of nodes they only add details, so a user who may not read them still gets the time. */
async function readableNodes(client: KubernetesClient, options: TestPullCommandOptions) {
    try {
        return await nodesWithImages(client, options.node);
    } catch (error) {
        if (error instanceof ClusterError && error.kind === "forbidden" && !choosesNodes(options)) {
            return new Map<string, NodeImages>();
        }
        throw error;
    }
}
