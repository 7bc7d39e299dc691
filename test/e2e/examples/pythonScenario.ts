// A stack whose program is in Python, in an engine's home of its own: a component package that is installed there serves no other test.
import * as path from "node:path";
import { KUBECONFIG, REPOSITORY } from "../../../platform/paths";
import { installPlugin, installProvider } from "../../../platform/providers/install";
import { Scenario } from "../support/scenario";

export class PythonScenario extends Scenario {
    readonly home = path.join(this.workDir, "home");

    override async prepare(): Promise<void> {
        await super.prepare();
        installProvider("kubernetes", path.join(REPOSITORY, "platform/providers/kubernetes/main.ts"), this.home);
    }

    override environment(): Record<string, string> {
        return { ...super.environment(), PULUMI_HOME: this.home, KUBECONFIG };
    }

    /** Has the engine start the component package by these words. */
    installPackage(version: string, command: readonly string[]): void {
        installPlugin("aks-image-delivery", version, command, this.home);
    }
}
