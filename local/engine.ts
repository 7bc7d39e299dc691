// The environment in which the embedded Pulumi engine runs: its own home, plugins and state, all below .local/.
import * as fs from "node:fs";
import * as path from "node:path";
import { BIN, STATE } from "./platform/paths";
import { PULUMI_HOME } from "./providers/install";

/**
 * Variables for the Automation API. A backend or passphrase that the caller's environment names is kept; without one the
 * state lies in .local/state, encrypted with an empty passphrase: it holds the credentials of this machine's cluster alone.
 */
export function engineEnvironment(): Record<string, string> {
    const state = path.join(STATE, "state");
    fs.mkdirSync(state, { recursive: true });
    const ownPassphrase = process.env.PULUMI_CONFIG_PASSPHRASE_FILE === undefined;
    return {
        PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ""}`,
        PULUMI_HOME,
        PULUMI_BACKEND_URL: process.env.PULUMI_BACKEND_URL ?? `file://${state}`,
        ...(ownPassphrase ? { PULUMI_CONFIG_PASSPHRASE: process.env.PULUMI_CONFIG_PASSPHRASE ?? "" } : {}),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}
