// Pulumi's own command in a scenario's folder, with language hosts for Node.js and YAML next to the engine.
import * as assert from "node:assert/strict";
import * as path from "node:path";
import { x } from "tinyexec";
import { BIN, KUBECONFIG } from "../../../platform/paths";
import { installNodeHost } from "../languageHost/install";
import type { Scenario } from "../support/scenario";
import { ensureYamlHost } from "./yamlHost";

export class PulumiCommand {
    private readonly bin: string;

    constructor(private readonly scenario: Scenario) {
        this.bin = path.join(scenario.workDir, "bin");
    }

    /** To be called when the scenario is prepared. */
    async installHosts(): Promise<void> {
        await ensureYamlHost();
        installNodeHost(this.bin);
    }

    /** Everything that the command says; where it fails, as an error. */
    async run(words: readonly string[], changes: Record<string, string> = {}): Promise<string> {
        const { name, workDir } = this.scenario;
        const { PATH, ...others } = this.scenario.environment();
        const env = { ...process.env, ...others, KUBECONFIG, PATH: `${this.bin}:${PATH}`, ...changes };
        const quiet = words[0] === "preview" || words[0] === "up" ? ["--stack", name, "--non-interactive"] : [];
        const settings = { nodePath: false, nodeOptions: { cwd: workDir, env } };
        const ended = await x(path.join(BIN, "pulumi"), [...words, ...quiet, "--color=never"], settings);
        const output = `${ended.stdout}\n${ended.stderr}`;
        assert.equal(ended.exitCode, 0, output);
        return output;
    }
}
