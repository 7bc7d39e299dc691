// A simulated Azure for unit tests: its state in a temporary file, and a clock that goes as far as anybody sleeps.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResourceManager } from "../../platform/azure/arm";
import { ArmError } from "../../platform/azure/armError";
import { Faults, type FaultsContent } from "../../platform/azure/faults";
import { kindOfToken } from "../../platform/azure/kinds";
import { fillPath, pathParameters } from "../../platform/azure/resourceId";
import { type Seed, type SeedIds, SUBSCRIPTION, seedIds, writeSeed } from "../../platform/azure/seed";
import type { Json } from "../../platform/azure/wire/wire";
import { type ArmResource, find, type WorldFile } from "../../platform/azure/world";

class Clock {
    private milliseconds = Date.parse("2026-03-01T12:00:00Z");
    private readonly sleepers: (() => void)[] = [];
    /** True while sleepers wait for `pass`; by default a sleep makes the time pass itself. */
    held = false;

    readonly now = () => new Date(this.milliseconds);

    readonly sleep = (milliseconds: number): Promise<void> => {
        if (!this.held) {
            this.milliseconds += milliseconds;
            return Promise.resolve();
        }
        return new Promise((resolve) => this.sleepers.push(resolve));
    };

    pass(seconds: number): void {
        this.milliseconds += seconds * 1000;
        for (const wake of this.sleepers.splice(0)) {
            wake();
        }
    }
}

export class SimulatedAzure {
    readonly folder = mkdtempSync(join(tmpdir(), "simulated-azure-"));
    readonly clock = new Clock();
    readonly world: WorldFile;
    readonly faults = new Faults(join(this.folder, "faults.json"));
    readonly arm: ResourceManager;
    readonly ids: SeedIds;

    constructor(seed: Partial<Seed> = {}) {
        this.ids = seedIds(seed);
        this.world = writeSeed(join(this.folder, "azure.json"), seed);
        this.arm = new ResourceManager({ world: this.world, faults: this.faults, ...this.clock });
    }

    setFaults(content: FaultsContent): void {
        writeFileSync(join(this.folder, "faults.json"), JSON.stringify(content));
    }

    /** Creates or replaces a resource from the inputs of azure-native, path parameters among them. */
    put(token: string, inputs: Json): Promise<ArmResource> {
        const kind = kindOfToken(token);
        const parameters = { resourceGroupName: "rg-app", ...inputs, subscriptionId: SUBSCRIPTION };
        const path = new Set(["resourceGroupName", ...pathParameters(kind.path)]);
        const body = Object.fromEntries(Object.entries(inputs).filter(([name]) => !path.has(name)));
        return this.arm.put(kind, fillPath(kind.path, parameters), body);
    }

    /** What is at the id now; undefined when there is nothing. */
    at(id: string): ArmResource | undefined {
        return find(this.world.read(), id);
    }

    /** A Premium registry in West Europe, unless the inputs say otherwise. */
    registry(inputs: Json = {}): Promise<ArmResource> {
        const premium = { registryName: "acrapp", location: "westeurope", sku: { name: "Premium" } };
        return this.put("containerregistry:Registry", { ...premium, ...inputs });
    }

    replica(location: string, inputs: Json = {}): Promise<ArmResource> {
        return this.put("containerregistry:Replication", {
            registryName: "acrapp",
            replicationName: location,
            location,
            ...inputs,
        });
    }

    endpoint(inputs: Json = {}): Promise<ArmResource> {
        const registryId = `${this.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`;
        return this.put("network:PrivateEndpoint", {
            privateEndpointName: "pe",
            location: "westeurope",
            subnet: { id: this.ids.endpointSubnet() },
            privateLinkServiceConnections: [
                { name: "registry", privateLinkServiceId: registryId, groupIds: ["registry"] },
            ],
            ...inputs,
        });
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }
}

/** The error that Azure answers with. */
export async function refusal(work: Promise<unknown>): Promise<ArmError> {
    const error = await work.then(
        () => assert.fail("it was not refused"),
        (reason: unknown) => reason,
    );
    assert.ok(error instanceof ArmError, `not an error of Azure: ${error}`);
    return error;
}

/** Asserts that Azure refuses with this code, and a text that has all of these parts. */
export async function assertRefused(work: Promise<unknown>, code: string, ...parts: string[]): Promise<void> {
    const error = await refusal(work);
    assert.equal(error.code, code, error.message);
    for (const part of parts) {
        assert.ok(error.detail.includes(part), `"${error.detail}" lacks "${part}"`);
    }
}
