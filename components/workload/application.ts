/** Runs an application as a Deployment whose clocks know the size of its image. */
import type { types } from "@pulumi/kubernetes";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { DEPLOYMENT_SPEC } from "../../model/workload/mergeKeys";
import { strategicMerge } from "../../model/workload/strategicMerge";
import { type ImagePlan, warnOfImage } from "../shared/imageArgs";
import { customTimeouts, imageAnnotations } from "../shared/objectMetadata";
import { refusesForeign } from "../shared/ownership";
import { refuseLate } from "../shared/refusal";
import { whenKnown } from "../shared/whenKnown";
import type { ApplicationArgs } from "./applicationArgs";
import { specFaults } from "./applicationFaults";
import { planApplication, plannedApplications } from "./applicationPlan";
import { applicationPod } from "./applicationPod";
import { podTemplate } from "./podTemplate";
import { applicationService } from "./service";

/**
 * A Deployment that pulls only what is not on the node yet. Its progress deadline counts the pull, unlike the default of
 * 600 seconds. Let it depend on its migration and on the ImagePrepull of its image.
 */
export class Application extends pulumi.ComponentResource {
    /** Name of the Deployment. */
    readonly deployment: pulumi.Output<string>;
    /** Labels that select its pods, for a Service, a NetworkPolicy or a PodDisruptionBudget. */
    readonly selector: pulumi.Output<Record<string, string>>;
    /** Name of the Service, where there is one. */
    readonly serviceName?: pulumi.Output<string>;
    /** The Deployment's `progressDeadlineSeconds`. */
    readonly progressDeadlineSeconds: pulumi.Output<number>;

    constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = plannedApplications.get(args) ?? planApplication(name, args);
        super("aks-image-delivery:index:Application", name, {}, opts);
        warnOfImage(this, plan);
        const place = { namespace: args.namespace, cluster: args.cluster };
        const deployment = new Deployment(
            name,
            {
                metadata: {
                    name,
                    namespace: args.namespace,
                    labels: labels(Role.Application, name),
                    annotations: imageAnnotations(args.size),
                },
                spec: deploymentSpec(this, name, args, plan),
            },
            {
                parent: this,
                customTimeouts: customTimeouts(plan.chain.deploymentWait.seconds),
                hooks: refusesForeign(name, { kind: "Deployment", name, ...place }),
            },
        );
        this.deployment = deployment.metadata.name;
        this.selector = pulumi.output(labels(Role.Application, name));
        const service = args.service && applicationService(this, name, args, args.service);
        this.serviceName = service?.metadata.name;
        this.progressDeadlineSeconds = pulumi.output(plan.chain.deployment.seconds);
        this.registerOutputs({
            deployment: this.deployment,
            selector: this.selector,
            serviceName: this.serviceName,
            progressDeadlineSeconds: this.progressDeadlineSeconds,
        });
    }
}

function deploymentSpec(
    resource: pulumi.Resource,
    name: string,
    args: ApplicationArgs,
    plan: ImagePlan,
): types.input.apps.v1.DeploymentSpec {
    const component = `Application "${name}"`;
    const pod = applicationPod(component, name, args);
    const spec = {
        replicas: args.replicas,
        progressDeadlineSeconds: plan.chain.deployment.seconds,
        selector: { matchLabels: pod.labels },
        template: podTemplate(resource, plan.text, args, pod),
    };
    const merged = whenKnown([args.spec], ([patch]) => {
        refuseLate(component, specFaults(patch));
        return patch === undefined ? spec : strategicMerge(spec, patch, DEPLOYMENT_SPEC, "spec", whenKnown);
    });
    return merged as types.input.apps.v1.DeploymentSpec;
}
