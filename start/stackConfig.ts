// Reads the configuration of a stack, as its file holds it.
import * as fs from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { REPOSITORY } from "../platform/paths";
import { type RolloutConfig, rolloutSchema } from "../stack/rolloutSchema";

export const ROLLOUT = "aks-image-delivery:rollout";

/** The configuration in Pulumi.<stack>.yaml. */
export function stackConfig(stack: string, folder = REPOSITORY): Record<string, unknown> {
    const file = parse(fs.readFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "utf8"));
    return (file as { config: Record<string, unknown> }).config;
}

export function configuredRollout(stack: string, folder: string): RolloutConfig {
    return v.parse(rolloutSchema, stackConfig(stack, folder)[ROLLOUT]);
}
