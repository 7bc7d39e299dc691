// `npm start -- --context NAME --repository REPOSITORY`: the sample on a cluster of the kubeconfig, by the Pulumi CLI that is
// installed. Nothing of the platform is built or started.
import { openStack } from "../../engine/open";
import type { ImageReference } from "../../model/image/reference";
import { formatImageSize, parseImageSize } from "../../model/image/size";
import type { NodeFacts } from "../../model/kubernetes/facts";
import { shellWord } from "../../observe/cluster/access";
import { type KubernetesClient, kubernetesClient } from "../../observe/cluster/client";
import { listNodes } from "../../observe/cluster/cluster";
import { collected } from "../../observe/cluster/lists";
import { operate, type Say, showRollout } from "../rollout";
import { configuredRollout } from "../stackConfig";
import { claimName, ensureClaim, removeClaims, requireDefaultClass } from "./claims";
import { contextEdits } from "./edits";
import { checkBuild, pushImages } from "./image";
import { ensureNamespace } from "./namespace";
import { sampleNodes } from "./nodes";
import { clusterStack, hasResources, stackFiles, statePlace } from "./stack";

export interface ContextStart {
    readonly context: string;
    /** Where the sample's image is pushed. */
    readonly repository: ImageReference;
    /** Declared. */
    readonly size: string;
}

export async function startOnContext({ context, repository, size }: ContextStart, say: Say): Promise<void> {
    const bytes = parseImageSize(size);
    const client = await kubernetesClient({ context });
    const nodes = await usableNodes(client);
    say(`The sample goes to ${client.cluster}; ${nodes.length} of its nodes can run it.`);
    const options = await clusterStack(client);
    const stack = await openStack(options);
    say(await statePlace(stack));
    say(`Its image is pushed to ${repository.text}.`);
    const images = await pushImages(repository, bytes);
    say(`There it has ${formatImageSize(images.sample.bytes)} for a node.`);
    const claim = claimName(images.sample.reference);
    stackFiles(options.stack, contextEdits({ context, images, size, nodes, claim }));
    if ((await ensureNamespace(client)) && (await hasResources(stack))) {
        // It was deleted by other means than `npm stop`, and what the state tells of went with it.
        await operate("refresh", options);
    }
    await ensureClaim(client, claim);
    await operate("up", options);
    await removeClaims(client, claim);
    await showRollout(configuredRollout(options.stack, options.workDir), say, { context });
    say(`The end: npm stop -- --context ${shellWord(context)}`);
}

/** Looks at all that is cheap to see before anything is built or created. */
async function usableNodes(client: KubernetesClient): Promise<readonly NodeFacts[]> {
    const nodes = sampleNodes(await collected(listNodes(client)), client.cluster);
    await requireDefaultClass(client);
    checkBuild();
    return nodes;
}
