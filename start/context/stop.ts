// `npm stop -- --context NAME`: removes from a cluster what `npm start -- --context NAME` created there.
import * as fs from "node:fs";
import { NoStackError, openStack } from "../../engine/open";
import { UserError } from "../../model/userError";
import { kubernetesClient } from "../../observe/cluster/client";
import { operate, type Say } from "../rollout";
import { removeClaims } from "./claims";
import { NAMESPACE, removeNamespace } from "./namespace";
import { clusterStack, statePlace } from "./stack";

export async function stopOnContext(context: string, say: Say): Promise<void> {
    const client = await kubernetesClient({ context });
    const options = await clusterStack(client);
    const stack = await openStack(options, false).catch((error) => {
        throw error instanceof NoStackError ? new UserError(nothingKnown(options.stack, client.cluster)) : error;
    });
    say(await statePlace(stack));
    await operate("destroy", options);
    await removeClaims(client);
    const removed = await removeNamespace(client);
    await stack.workspace.removeStack(options.stack);
    fs.rmSync(options.workDir, { recursive: true });
    say(
        removed
            ? `Nothing of the sample is left in ${client.cluster}.`
            : `Namespace ${NAMESPACE} of ${client.cluster} stays: \`npm start\` did not make it.`,
    );
}

function nothingKnown(stack: string, cluster: string): string {
    const elsewhere = "or another backend holds its state: log in to that one, or set PULUMI_BACKEND_URL";
    return `There is no stack ${stack}: \`npm start\` created nothing in ${cluster}, ${elsewhere}.`;
}
