// A simulated Azure for one of the repository's own stacks, with the host of its registry.
import * as fs from "node:fs";
import * as path from "node:path";
import { Faults } from "../../platform/azure/faults";
import { startRegistryFront } from "../../platform/azure/registryFront";
import { WorldFile } from "../../platform/azure/world";
import { type Simulation, simulateAzure } from "./engine";
import { type StackSeed, stackWorld } from "./world";

export interface StackSimulation extends Simulation {
    /** Host and port of the stack's registry, known before it is created. */
    readonly loginServer: string;
    /** Ends the registry's host. */
    close(): Promise<void>;
}

export interface StackSimulationOptions {
    /** As in the section `config` of a Pulumi.<stack>.yaml. What it takes for granted exists. */
    readonly config: Readonly<Record<string, unknown>>;
    /** Host and port of the registry that holds the images. */
    readonly upstream: string;
    /** File with the kubeconfig that the cluster hands out. */
    readonly kubeconfig: string;
    readonly seed?: Partial<StackSeed>;
    /** Port of the registry's host; a free one by default. */
    readonly port?: number;
}

/** @param folder of this stack's own; an Azure that it holds already goes on. */
export async function simulateStack(folder: string, options: StackSimulationOptions): Promise<StackSimulation> {
    fs.mkdirSync(folder, { recursive: true });
    const world = new WorldFile(path.join(folder, "azure.json"));
    if (!fs.existsSync(world.path)) {
        world.write(stackWorld(options.config, options.seed));
    }
    const faults = new Faults(path.join(folder, "faults.json"));
    const { loginServer, close } = await startRegistryFront({ world, faults, ...options });
    return { ...simulateAzure(folder, { loginServer, kubeconfig: options.kubeconfig }), loginServer, close };
}
