// What the stack has rolled out last, so that `stage: prepull` can warm the nodes and leave everything that runs as it is.
import * as pulumi from "@pulumi/pulumi";
import type { RolloutConfig } from "./rolloutSchema";

/** Output that holds the configuration of the last rollout of stage `deploy`. It names Secrets of the cluster. */
const DEPLOYED = "deployed";

/** The engine unfolds an output that is JSON into a line for each of its values; with a mark before it, it stays one. */
const MARK = "v1:";

/** What was rolled out last. */
export interface Deployed {
    readonly rollout: RolloutConfig;
    /** Whether its configuration held an encrypted value. */
    readonly isSecret: boolean;
}

/** The output to keep after a rollout. How its cluster is reached is not a part: it may be a kubeconfig with a credential. */
export function deployedOutput({ rollout, isSecret }: Deployed): Record<string, pulumi.Input<string>> {
    const { cluster: _cluster, ...rest } = rollout;
    const text = MARK + JSON.stringify(rest);
    return { [DEPLOYED]: isSecret ? pulumi.secret(text) : text };
}

/**
 * The configuration of the last rollout, or undefined where nothing was deployed yet. Without it the program of stage `prepull`
 * would leave the migration and the application out, and the engine would delete them.
 */
export async function lastDeployed(): Promise<Deployed | undefined> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { value, secretValue } = await new pulumi.StackReference("deployed", { name }).getOutputDetails(DEPLOYED);
    const text = value ?? secretValue;
    return typeof text === "string"
        ? { rollout: JSON.parse(text.slice(MARK.length)) as RolloutConfig, isSecret: secretValue !== undefined }
        : undefined;
}
