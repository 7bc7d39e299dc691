// Stacks that break every rule of the policy pack, and stacks that break none. All but the last are only previewed.
import * as authorization from "@pulumi/azure-native/authorization";
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ImageRollout, ifNotPresent } from "../../../components";
import { ContainerRegistry, RegistryPullAccess } from "../../../components/azure";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { IMAGE } from "../../support/workload";
import { clusterProvider } from "../support/provider";

const SCOPE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.ContainerRegistry/registries/acr1`;
const NAMESPACE = "default";

/** Breaks each rule in a resource that has the rule's name. */
export function broken(): void {
    const opts = { provider: clusterProvider() };
    workload("moving-tag", { image: "acr1.azurecr.io/api:latest", imagePullPolicy: "IfNotPresent" }, opts);
    workload("pull-policy", { image: IMAGE, imagePullPolicy: "Always" }, opts);
    job("deadline", { activeDeadlineSeconds: 600, size: "778MB" }, opts);
    job("pulumi-wait", { activeDeadlineSeconds: 3600, size: "778MB" }, opts);
    job("declared-size", { activeDeadlineSeconds: 600 }, opts);
    prepuller("prepuller-privileges", opts);
    const registry = { resourceGroupName: "rg-app", location: "westeurope" };
    const closed = { publicNetworkAccess: "Disabled" };
    new containerregistry.Registry("registry-premium", { ...registry, ...closed, sku: { name: "Standard" } });
    new containerregistry.Registry("registry-closed", { ...registry, sku: { name: "Premium" } });
    new authorization.RoleAssignment("pull-role", {
        scope: SCOPE,
        // Contributor, as somebody would give it to be done with it.
        roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`,
        principalId: KUBELET_IDENTITY,
        principalType: "ServicePrincipal",
    });
}

/** Uses the components. */
export function composed(): void {
    const registry = new ContainerRegistry("acr", {
        resourceGroupName: "rg-app",
        location: "westeurope",
        replicas: ["northeurope"],
        privateLink: true,
    });
    new RegistryPullAccess("acr", { registryId: registry.registryId, principalId: KUBELET_IDENTITY });
    new ImageRollout(
        "shop",
        {
            namespace: NAMESPACE,
            images: [{ name: "shop", image: IMAGE, size: "778MB" }],
            migration: { image: "shop", args: ["migrate"], runSeconds: 30 },
            application: { image: "shop", replicas: 3, startSeconds: 1 },
            helperImage: PAUSE_IMAGE,
        },
        { provider: clusterProvider() },
    );
}

/** Uses none of the components but the transform. */
export function plain(): void {
    const provider = clusterProvider();
    workload("api", { image: IMAGE, imagePullPolicy: "Always" }, { provider, transforms: [ifNotPresent()] });
    workload("version", { image: "acr1.azurecr.io/api:1.4.2" }, { provider });
    const customTimeouts = { create: "25m", update: "25m" };
    job("migrate", { activeDeadlineSeconds: 1270, size: "778MB" }, { provider, customTimeouts });
    new containerregistry.Registry("acr", {
        resourceGroupName: "rg-app",
        location: "westeurope",
        sku: { name: "Premium" },
        networkRuleSet: { defaultAction: "Deny" },
    });
}

/** Breaks a rule by a value that no preview knows. */
export function brokenLater(): void {
    const tag = new random.RandomString("tag", { length: 8 }).result.apply(() => "latest");
    const image = tag.apply((known) => `acr1.azurecr.io/api:${known}`);
    workload("later", { image, imagePullPolicy: "IfNotPresent" }, { provider: clusterProvider() });
}

function workload(
    name: string,
    container: Omit<kubernetes.types.input.core.v1.Container, "name">,
    opts: pulumi.CustomResourceOptions,
): void {
    const matchLabels = { app: `e2e-policy-${name}` };
    const spec = { containers: [{ name: "api", ...container }] };
    const metadata = { name: `e2e-policy-${name}`, namespace: NAMESPACE };
    new kubernetes.apps.v1.Deployment(
        name,
        { metadata, spec: { selector: { matchLabels }, template: { metadata: { labels: matchLabels }, spec } } },
        opts,
    );
}

function job(
    name: string,
    { activeDeadlineSeconds, size }: { activeDeadlineSeconds: number; size?: string },
    opts: pulumi.CustomResourceOptions,
): void {
    const annotations = size === undefined ? undefined : { "aks-image-delivery/size": size };
    const template = { spec: { restartPolicy: "Never", containers: [{ name: "migrate", image: IMAGE }] } };
    new kubernetes.batch.v1.Job(
        name,
        {
            metadata: { name: `e2e-policy-${name}`, namespace: NAMESPACE, annotations },
            spec: { activeDeadlineSeconds, template },
        },
        opts,
    );
}

function prepuller(name: string, opts: pulumi.CustomResourceOptions): void {
    const matchLabels = { app: name };
    const spec = {
        containers: [{ name: "pull", image: IMAGE, command: ["crictl", "pull", IMAGE] }],
        volumes: [{ name: "run", hostPath: { path: "/run/containerd" } }],
    };
    new kubernetes.apps.v1.DaemonSet(
        name,
        {
            metadata: { name: `e2e-policy-${name}`, namespace: NAMESPACE },
            spec: { selector: { matchLabels }, template: { metadata: { labels: matchLabels }, spec } },
        },
        opts,
    );
}
