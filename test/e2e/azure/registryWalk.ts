// A registry on the simulated Azure that is changed step by step: what a preview announces is what the update does.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { resource, type SeedIds, seedIds } from "../../../platform/azure/seed";
import { ofType, store, type World } from "../../../platform/azure/world";
import { type Simulation, simulateAzure } from "../../../start/azure/engine";

export const REGIONS = ["westeurope", "northeurope", "uksouth"] as const;

/** Object ids of identities that push. */
export const PUSHERS: Readonly<Record<string, string>> = {
    agents: "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    ci: "cccccccc-bbbb-4ccc-8ddd-eeeeeeeeeeee",
};

export type Step = Partial<AksRegistryArgs>;

/** Operations by what is done, without what stays as it is. */
export type Changes = Readonly<Record<string, number>>;

export class RegistryWalk {
    readonly ids: SeedIds = seedIds();
    readonly azure: Simulation;
    private readonly folder = mkdtempSync(join(tmpdir(), "registry-walk-"));
    private step: Step = {};
    private opened: Promise<Stack> | undefined;

    constructor() {
        this.azure = simulateAzure(this.folder, { seed: { networks: REGIONS } });
        const group = this.ids.group.replace(/rg-app$/, "rg-other");
        const type = "Microsoft.Resources/resourceGroups";
        this.azure.world.change((world) => {
            store(world, resource(group, type, "westeurope", {}));
            world.principals.push(...Object.values(PUSHERS).map((id) => ({ id, type: "ServicePrincipal" }) as const));
        });
    }

    /**
     * Takes the stack to these arguments, and asserts that the update ends, that it did what its preview said, and that nothing is
     * left to do for another preview and for a refresh.
     */
    async to(step: Step): Promise<Changes> {
        const stack = await this.stack();
        this.step = step;
        const expected = withoutSame((await stack.preview()).changeSummary);
        const { summary, stdout } = await stack.up();
        const done = withoutSame(summary.resourceChanges);
        const what = `the update did not do what its preview said, for ${JSON.stringify(step)}`;
        assert.deepEqual(done, expected, `${what}:\n${stdout}`);
        assert.deepEqual(withoutSame((await stack.preview()).changeSummary), {}, "a second preview");
        const refreshed = await stack.refresh();
        assert.deepEqual(withoutSame(refreshed.summary.resourceChanges), {}, `a refresh:\n${refreshed.stdout}`);
        assert.deepEqual(withoutSame((await stack.preview()).changeSummary), {}, "a preview after the refresh");
        this.assertResolvable();
        return done;
    }

    /** Takes over what was changed outside. */
    async refresh(): Promise<Changes> {
        return withoutSame((await (await this.stack()).refresh()).summary.resourceChanges);
    }

    /** The text with which a preview refuses the arguments. */
    async refused(step: Step): Promise<string> {
        const stack = await this.stack();
        this.step = step;
        const error = await stack.preview().then(
            () => assert.fail("it was not refused"),
            (reason: unknown) => reason as Error,
        );
        return error.message;
    }

    world(): World {
        return this.azure.world.read();
    }

    async remove(): Promise<void> {
        await (await this.stack()).destroy();
        rmSync(this.folder, { recursive: true });
    }

    private stack(): Promise<Stack> {
        this.opened ??= this.azure.stack("walk", async () => {
            const cluster = { resourceGroupName: "rg-app", name: "aks-app" };
            const registry = new AksRegistry("registry", { resourceGroupName: "rg-app", cluster, ...this.step });
            return { loginServer: registry.loginServer };
        });
        return this.opened;
    }

    /** Every endpoint whose records are kept in a zone has all of them there. */
    private assertResolvable(): void {
        const world = this.world();
        const zones = ofType(world, "Microsoft.Network/privateDnsZones");
        const endpoints = ofType(world, "Microsoft.Network/privateEndpoints");
        const groups = ofType(world, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups");
        for (const endpoint of endpoints.filter(({ id }) => groups.some((group) => group.id.startsWith(`${id}/`)))) {
            const hosts = (endpoint.hosts ?? []) as { fqdn: string; ipAddresses: string[] }[];
            for (const { fqdn, ipAddresses } of hosts) {
                const name = fqdn.replace(/\.azurecr\.io$/, "");
                const records = zones.flatMap(({ id }) => world.resources[`${id}/A/${name}`.toLowerCase()] ?? []);
                const addresses = records.flatMap(({ properties }) => properties.aRecords as { ipv4Address: string }[]);
                assert.ok(
                    addresses.some(({ ipv4Address }) => ipAddresses.includes(ipv4Address)),
                    `${fqdn} is not resolved to the endpoint ${endpoint.name}`,
                );
            }
        }
    }
}

function withoutSame(changes: Readonly<Record<string, number | undefined>> | undefined): Changes {
    const entries = Object.entries(changes ?? {}).filter(([kind, count]) => kind !== "same" && count !== undefined);
    return Object.fromEntries(entries) as Changes;
}
