// `image-delivery adopt`: a Deployment or a Job that another tool made, as the arguments of an ImageRollout.
import { Command } from "commander";
import { podImages } from "../../../model/adopt/pod";
import { adoption, type RunningWorkload } from "../../../model/adopt/rollout";
import { serviceOutlooks } from "../../../model/adopt/services";
import { UsageError } from "../../../model/userError";
import { fieldsAt } from "../../../model/workload/fields";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import {
    autoscalersOf,
    deploymentNames,
    runningDigests,
    runningServices,
    runningWorkload,
    type WorkloadName,
} from "../../../observe/pods/running";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { clientFor, type RegistryOptions, withRegistry } from "../../options/registry";
import { printAnswer } from "../../terminal/output";
import { type KnownImage, knownImage } from "./images";
import type { AdoptReport } from "./report";
import { type TargetOptions, targetsOf } from "./targets";
import { adoptText } from "./text";

interface Options extends ClusterOptions, RegistryOptions, Omit<TargetOptions, "namespace"> {
    readonly output: OutputFormat;
    readonly name?: string;
    readonly platform: string;
}

export function adoptCommand(): Command {
    const command = new Command("adopt")
        .description(
            "Describes Deployments and Jobs that run as the arguments of an ImageRollout, for a stack's file: images by " +
                "the digest that runs, their sizes from the registry, and what will be different. Changes nothing.",
        )
        .option("--deployment <namespace/name...>", "a Deployment that becomes an application")
        .option("--job <namespace/name...>", "a Job that becomes a migration")
        .option("--name <name>", "name of the rollout (default: the namespace)")
        .option("--platform <os/arch>", "platform of the nodes, whose size is declared", "linux/amd64");
    return withRegistry(withCluster(withOutput(command))).action(adopt);
}

async function adopt(options: Options): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const targets = targetsOf(client, options);
    const running = await Promise.all(targets.map((target) => withAutoscalers(client, target)));
    const images = await imagesOf(client, running, options);
    const report = await reportOf(client, running, images, options.name);
    printAnswer(report, options.output, adoptText);
    const isLost = report.workloads.some(({ changes }) => changes.some(({ lost }) => lost));
    process.exitCode = isLost || report.unknownImages.length > 0 ? 1 : 0;
}

async function withAutoscalers(client: KubernetesClient, target: WorkloadName): Promise<RunningWorkload> {
    const workload = await runningWorkload(client, target);
    return target.kind === "Job" ? workload : { ...workload, autoscalers: await autoscalersOf(client, target) };
}

async function imagesOf(
    client: KubernetesClient,
    running: readonly RunningWorkload[],
    options: Options,
): Promise<KnownImage[]> {
    const digests = new Map<string, string>();
    for (const workload of running) {
        for (const [image, digest] of await runningDigests(client, workload)) {
            digests.set(image, digest);
        }
    }
    const registry = await clientFor(options);
    const images = [...new Set(running.flatMap(({ spec }) => podImages(spec.template)))];
    return Promise.all(images.map((image) => knownImage(registry, image, digests.get(image), options.platform)));
}

async function reportOf(
    client: KubernetesClient,
    running: readonly RunningWorkload[],
    images: readonly KnownImage[],
    name: string | undefined,
): Promise<AdoptReport> {
    const namespace = running[0]?.namespace ?? "";
    const users = new Map(images.map(({ image, user }) => [image, user]));
    const known = running.map((each) => ({ ...each, imageUser: users.get(podImages(each.spec.template)[0] ?? "") }));
    const { rollout, workloads } = adoption(name ?? namespace, namespace, known, images);
    const taken = new Set(await deploymentNames(client, namespace));
    const clash = workloads.find(
        ({ kind, becomes, inPlace }) => kind === "Deployment" && !inPlace && taken.has(becomes),
    );
    if (clash !== undefined) {
        throw new UsageError(
            `the namespace ${namespace} has a Deployment ${clash.becomes} already, as ${clash.name} would be called; give another --name`,
        );
    }
    const services = await runningServices(client, namespace);
    return {
        namespace,
        rollout,
        workloads: workloads.map((workload, index) => ({
            ...workload,
            services: serviceOutlooks(namespace, services, labelsOf(running[index]), workload.labels),
        })),
        unknownImages: images.flatMap(({ image, unknown }) =>
            unknown === undefined ? [] : [{ image, reason: unknown }],
        ),
    };
}

function labelsOf(workload: RunningWorkload | undefined): Record<string, string> {
    return fieldsAt(fieldsAt(fieldsAt(workload?.spec ?? {}, "template"), "metadata"), "labels") as Record<
        string,
        string
    >;
}
