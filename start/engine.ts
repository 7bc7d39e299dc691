// The environment in which the embedded Pulumi engine runs: its own home, plugins and state, all below .local/.
import * as fs from "node:fs";
import * as path from "node:path";
import { BIN, STATE } from "../platform/paths";
import { PULUMI_HOME } from "../platform/providers/install";

/** Variables for the Automation API. Without a backend in the caller's environment the state lies in .local/state. */
export function engineEnvironment(): Record<string, string> {
    const state = path.join(STATE, "state");
    fs.mkdirSync(state, { recursive: true });
    return {
        PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ""}`,
        PULUMI_HOME,
        PULUMI_BACKEND_URL: process.env.PULUMI_BACKEND_URL ?? stateUrl(state),
        ...passphrase(),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}

/**
 * Without the files `.attrs`, which the engine writes next to each state: a kill in between leaves an empty one, and the engine
 * then says of the stack "failed to load checkpoint: EOF".
 */
export const stateUrl = (folder: string) => `file://${folder}?metadata=skip`;

/** That of the environment; without one an empty one: the sample's state holds no secret but credentials of this machine's cluster. */
export function passphrase(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
    return env.PULUMI_CONFIG_PASSPHRASE_FILE === undefined
        ? { PULUMI_CONFIG_PASSPHRASE: env.PULUMI_CONFIG_PASSPHRASE ?? "" }
        : {};
}
