// The repository's stack `dev` or `prod` in a namespace of its own: its real configuration, on a simulated Azure of its own.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { ofType } from "../../../platform/azure/world";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { KUBECONFIG, REGISTRY, REPOSITORY } from "../../../platform/paths";
import { type StackSimulation, simulateStack } from "../../../start/azure/simulation";
import type { StackSeed } from "../../../start/azure/world";
import { freshImage, Scenario } from "../support/scenario";

export type Settings = Record<string, unknown>;

export class AzureScenario extends Scenario {
    private readonly config: Record<string, Settings>;
    private simulated: StackSimulation | undefined;

    /** @param name of the stack here and of its namespace; no other scenario may have it. */
    constructor(
        name: string,
        stack: "dev" | "prod",
        private readonly seed: Partial<StackSeed> = {},
    ) {
        super(name);
        const file = path.join(REPOSITORY, `Pulumi.${stack}.yaml`);
        this.config = (parse(fs.readFileSync(file, "utf8")) as { config: Record<string, Settings> }).config;
    }

    get azure(): StackSimulation {
        assert.ok(this.simulated, "prepare() comes first");
        return this.simulated;
    }

    override async prepare(): Promise<void> {
        await super.prepare();
        this.simulated = await simulateStack(path.join(this.workDir, "azure"), {
            config: this.config,
            upstream: REGISTRY,
            kubeconfig: KUBECONFIG,
            seed: this.seed,
        });
        this.set();
    }

    /** The stack's own file, with what differs: settings of `registry` and of `rollout`. */
    set(changes: { registry?: Settings; rollout?: Settings } = {}): void {
        const [registry, rollout] = ["aks-image-delivery:registry", "aks-image-delivery:rollout"] as const;
        this.configure({
            ...this.config,
            [registry]: { ...this.config[registry], ...changes.registry },
            [rollout]: {
                ...this.config[rollout],
                namespace: this.name,
                helperImage: PAUSE_IMAGE,
                ...changes.rollout,
            },
        });
    }

    /** Pushes an image of the sample that no node has, and returns it as the only one of `images`. */
    async push(): Promise<{ images: Settings[] }> {
        const { reference } = await freshImage(`e2e/${this.name}`, { sample: true });
        const image = reference.replace(/^[^/]+/, this.azure.loginServer);
        return { images: [{ name: "shop", image, size: "30MB" }] };
    }

    /** Names of the resources of a type, such as `Microsoft.ContainerRegistry/registries`. */
    names(type: string): string[] {
        return ofType(this.azure.world.read(), type)
            .map(({ name }) => name)
            .sort();
    }

    override environment(): Record<string, string> {
        return this.simulated?.environment ?? super.environment();
    }

    override async remove(): Promise<void> {
        await super.remove();
        await this.simulated?.close();
    }
}
