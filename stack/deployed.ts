// What the stack has rolled out last, so that `stage: prepull` can warm the nodes and leave everything that runs as it is.
import * as pulumi from "@pulumi/pulumi";
import type { RolloutConfig } from "./rolloutSchema";

/** Output that holds the configuration of the last rollout of stage `deploy`, as JSON. It names secrets, and contains none. */
export const DEPLOYED = "deployed";

/**
 * The configuration of the last rollout, or undefined where nothing was deployed yet. Without it the program of stage `prepull`
 * would leave the migration and the application out, and the engine would delete them.
 */
export async function deployedRollout(): Promise<RolloutConfig | undefined> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { value } = await new pulumi.StackReference("deployed", { name }).getOutputDetails(DEPLOYED);
    return value === undefined ? undefined : (JSON.parse(value as string) as RolloutConfig);
}
