/** Runs an application as a Deployment whose clocks know the size of its image. */
import type { types } from "@pulumi/kubernetes";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { type ImagePlan, warnOfImage } from "../shared/imageArgs";
import { customTimeouts, imageAnnotations } from "../shared/objectMetadata";
import { workloadPod } from "../shared/pod";
import type { ApplicationArgs } from "./applicationArgs";
import { planApplication, plannedApplications } from "./applicationPlan";

const PROBE_SECONDS = 5;
const DEFAULT_START_SECONDS = 60;

/**
 * A Deployment that pulls only what is not on the node yet. Its progress deadline counts the pull, unlike the default of
 * 600 seconds. Let it depend on its migration and on the ImagePrepull of its image.
 */
export class Application extends pulumi.ComponentResource {
    /** Name of the Deployment. */
    readonly deployment: pulumi.Output<string>;
    /** The Deployment's `progressDeadlineSeconds`. */
    readonly progressDeadlineSeconds: pulumi.Output<number>;

    constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = plannedApplications.get(args) ?? planApplication(name, args);
        super("aks-image-delivery:index:Application", name, {}, opts);
        warnOfImage(this, plan);
        const deployment = new Deployment(
            name,
            {
                metadata: {
                    name,
                    namespace: args.namespace,
                    labels: labels(Role.Application, name),
                    annotations: imageAnnotations(args.size),
                },
                spec: deploymentSpec(name, args, plan),
            },
            { parent: this, customTimeouts: customTimeouts(plan.chain.deploymentWait.seconds) },
        );
        this.deployment = deployment.metadata.name;
        this.progressDeadlineSeconds = pulumi.output(plan.chain.deployment.seconds);
        this.registerOutputs({
            deployment: this.deployment,
            progressDeadlineSeconds: this.progressDeadlineSeconds,
        });
    }
}

function deploymentSpec(name: string, args: ApplicationArgs, plan: ImagePlan): types.input.apps.v1.DeploymentSpec {
    const matchLabels = labels(Role.Application, name);
    const ports = args.port === undefined ? undefined : [{ name: "http", containerPort: args.port }];
    return {
        replicas: args.replicas,
        progressDeadlineSeconds: plan.chain.deployment.seconds,
        selector: { matchLabels },
        template: {
            metadata: { labels: pulumi.output(args.podLabels).apply((more) => ({ ...more, ...matchLabels })) },
            spec: workloadPod(plan.text, args, { name: "application", ports, ...probes(args) }),
        },
    };
}

function probes(
    args: ApplicationArgs,
): Pick<types.input.core.v1.Container, "readinessProbe" | "livenessProbe" | "startupProbe"> {
    const { readinessPath, livenessPath } = args;
    const failureThreshold = Math.ceil((args.startSeconds ?? DEFAULT_START_SECONDS) / PROBE_SECONDS);
    return {
        readinessProbe: readinessPath === undefined ? undefined : probe(readinessPath),
        livenessProbe: livenessPath === undefined ? undefined : probe(livenessPath),
        // Keeps the liveness probe from restarting a container that is still starting.
        startupProbe: livenessPath === undefined ? undefined : { ...probe(livenessPath), failureThreshold },
    };
}

function probe(path: string): types.input.core.v1.Probe {
    return { httpGet: { path, port: "http" }, periodSeconds: PROBE_SECONDS };
}
