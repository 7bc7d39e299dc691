// The stack: configuration in, components out. Decisions are in model/, resources in components/.
import { Provider } from "@pulumi/kubernetes/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterAccessArgs, ImageRolloutArgs } from "./components";
import { ImagePrepull } from "./components/prepull/imagePrepull";
import { ImageRollout } from "./components/rollout/imageRollout";
import { readConfig } from "./stack/config";
import { deployedOutput, lastDeployed } from "./stack/deployed";
import { isEncrypted, warnOfReadable } from "./stack/encrypted";
import { clusterOf, registryOf } from "./stack/registry";
import type { RegistryConfig } from "./stack/registrySchema";
import type { RolloutConfig } from "./stack/rolloutSchema";
import type { WarmupConfig } from "./stack/warmupSchema";

type Outputs = Record<string, unknown>;

/** What of a rollout's arguments follows from the rest of the configuration, where its own section does not say it. */
type Target = Pick<ImageRolloutArgs, "cluster" | "pullAdvice" | "startupTaint" | "awaitsRole">;

/** Names the rollout, and with it the Deployment that it ends with, unless the configuration does. */
const ROLLOUT = "app";

async function program(): Promise<Outputs> {
    const { stage, registry: registryConfig, rollout, nodeWarmup } = readConfig();
    const registry = registryConfig && (await registryOf(registryConfig, rollout));
    const outputs: Outputs =
        registry === undefined ? {} : { loginServer: registry.loginServer, registryHosts: registry.hosts };
    if (rollout === undefined && nodeWarmup === undefined) {
        return outputs;
    }
    const cluster = await clusterOf(rollout?.cluster ?? nodeWarmup?.cluster, registryConfig);
    // The first pull waits for the role assignment, which is a part of the registry.
    const options = { provider: providerOf(cluster), dependsOn: registry };
    const held = nodeWarmup === undefined ? {} : { nodeWarmup: await holdNewNodes(nodeWarmup, options) };
    if (rollout === undefined) {
        return { ...outputs, ...held };
    }
    warnOfReadable(rollout);
    const target: Target = {
        cluster,
        pullAdvice: rollout.pullAdvice ?? registry?.pullAdvice,
        startupTaint: rollout.startupTaint ?? nodeWarmup?.startupTaint,
        awaitsRole: rollout.awaitsRole ?? assignsRole(registryConfig),
    };
    const isSecret = isEncrypted("rollout");
    return stage === "prepull"
        ? { ...outputs, ...held, ...(await warm(rollout, target, options)) }
        : { ...outputs, ...held, ...deploy(rollout, target, options), ...deployedOutput({ rollout, isSecret }) };
}

/** Whether the stack gives the nodes their role, which works some minutes later. */
function assignsRole(registry: RegistryConfig | undefined): boolean {
    return registry !== undefined && registry.pullAccess !== "existing";
}

/** Loaded only where it is asked for, as the registry is: most stacks have neither. */
async function holdNewNodes(
    { cluster, ...args }: WarmupConfig,
    options: pulumi.ComponentResourceOptions,
): Promise<Outputs> {
    const { NodeWarmup } = await import("./components/warmup/nodeWarmup");
    const { startupTaint, warmLabel } = new NodeWarmup("node-warmup", args, options);
    return { startupTaint, warmLabel };
}

/** An `up` that died may have left objects that its state does not know; the next one takes them over. */
function providerOf(cluster: ClusterAccessArgs): Provider {
    return new Provider("cluster", { ...cluster, enableServerSideApply: true, upsertExistingObjects: true });
}

function deploy(rollout: RolloutConfig, target: Target, options: pulumi.ComponentResourceOptions): Outputs {
    const { name = ROLLOUT, ...args } = runnable(rollout);
    const created = new ImageRollout(name, { ...args, ...target }, options);
    const { references: images, job, jobs, deployment, deployments } = created;
    // An output without a value would be warned of at every update.
    const given = Object.entries({ migration: job, migrations: jobs, deployment, deployments });
    return { images, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

/** Before the first push a registry holds no image: then there is nothing to migrate or to deploy either. */
function runnable(rollout: RolloutConfig): RolloutConfig {
    return rollout.images.length === 0 ? withoutWorkloads(rollout) : rollout;
}

function withoutWorkloads({
    migration,
    application,
    migrations,
    applications,
    ...rollout
}: RolloutConfig): Omit<RolloutConfig, "migration" | "application" | "migrations" | "applications"> {
    return rollout;
}

/** Pulls the configured images and leaves what is deployed as it is. */
async function warm(
    rollout: RolloutConfig,
    target: Target,
    options: pulumi.ComponentResourceOptions,
): Promise<Outputs> {
    const deployed = await lastDeployed();
    const outputs = deployed && { ...deploy(deployed.rollout, target, options), ...deployedOutput(deployed) };
    const { images, name: rolloutName = ROLLOUT, keep: _keep, ...shared } = withoutWorkloads(rollout);
    const known = new Set<unknown>(deployed?.rollout.images.map(({ image }) => image));
    const fresh = images.filter(({ image }) => !known.has(image));
    const warmed = fresh.map(
        ({ name, ...image }) =>
            new ImagePrepull(`${rolloutName}-next-${name}`, { ...shared, ...target, ...image }, options),
    );
    return { ...outputs, warmed: warmed.map(({ image }) => image) };
}

export = program;
