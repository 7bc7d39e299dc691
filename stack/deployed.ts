// What the stack has rolled out last, so that `stage: prepull` can warm the nodes and leave everything that runs as it is.
import * as pulumi from "@pulumi/pulumi";
import type { RolloutConfig } from "./rolloutSchema";

/** Output that holds the configuration of the last rollout of stage `deploy`. It names secrets, and contains none. */
const DEPLOYED = "deployed";

/** The engine unfolds an output that is JSON into a line for each of its values; with a mark before it, it stays one. */
const MARK = "v1:";

/** The output to keep after a rollout. */
export function deployedOutput(rollout: RolloutConfig): Record<string, string> {
    return { [DEPLOYED]: MARK + JSON.stringify(rollout) };
}

/**
 * The configuration of the last rollout, or undefined where nothing was deployed yet. Without it the program of stage `prepull`
 * would leave the migration and the application out, and the engine would delete them.
 */
export async function deployedRollout(): Promise<RolloutConfig | undefined> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { value } = await new pulumi.StackReference("deployed", { name }).getOutputDetails(DEPLOYED);
    return typeof value === "string" ? (JSON.parse(value.slice(MARK.length)) as RolloutConfig) : undefined;
}
