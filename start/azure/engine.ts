// A simulated Azure for stacks on the real Pulumi engine: a folder with its state, its faults and a home with its plugin.
import * as fs from "node:fs";
import * as path from "node:path";
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { openStack } from "../../engine/open";
import type { FaultsContent } from "../../platform/azure/faults";
import { installAzure } from "../../platform/azure/install";
import { type Seed, writeSeed } from "../../platform/azure/seed";
import { WorldFile } from "../../platform/azure/world";
import { REPOSITORY } from "../../platform/paths";
import { installProvider } from "../../platform/providers/install";
import { engineEnvironment, stateUrl } from "../engine";

export interface Simulation {
    readonly world: WorldFile;
    /** Variables for the engine, and through it for the plugin. */
    readonly environment: Record<string, string>;
    setFaults(content: FaultsContent): void;
    stack(name: string, program: PulumiFn): Promise<Stack>;
}

export interface SimulationOptions {
    readonly seed?: Partial<Seed>;
    /** Host and port that registries answer on; the local registry's by default. */
    readonly loginServer?: string;
    /** File with the kubeconfig that clusters hand out. */
    readonly kubeconfig?: string;
}

/** @param folder of the test's own; an Azure that it holds already goes on. */
export function simulateAzure(folder: string, { seed, loginServer, kubeconfig }: SimulationOptions = {}): Simulation {
    const folderFor = (name: string) => {
        const made = path.join(folder, name);
        fs.mkdirSync(made, { recursive: true });
        return made;
    };
    const [home, state, work] = [folderFor("home"), folderFor("state"), folderFor("work")];
    fs.writeFileSync(path.join(work, "Pulumi.yaml"), "name: azure\nruntime: nodejs\n");
    const [worldFile, faults] = [path.join(folder, "azure.json"), path.join(folder, "faults.json")];
    const world = fs.existsSync(worldFile) ? new WorldFile(worldFile) : writeSeed(worldFile, seed);
    installAzure(home);
    for (const name of ["kubernetes", "random"]) {
        installProvider(name, path.join(REPOSITORY, "platform/providers", name, "main.ts"), home);
    }
    const environment = {
        ...engineEnvironment(),
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: stateUrl(state),
        AZURE_STATE_FILE: world.path,
        AZURE_FAULTS_FILE: faults,
        ...(loginServer && { AZURE_LOGIN_SERVER: loginServer }),
        ...(kubeconfig && { AZURE_KUBECONFIG: kubeconfig }),
    };
    return {
        world,
        environment,
        setFaults: (content) => fs.writeFileSync(faults, JSON.stringify(content)),
        stack: (stack, program) => openStack({ stack, workDir: work, program, env: environment }),
    };
}
