// Random walks over the private endpoints of a registry: whatever the order of an update, nothing that it creates meets what is
// still there. The engine's order and Azure's rules are those of the walks on the real engine (test/e2e/azure), without either.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type AksRegistryArgs, planAksRegistry } from "../../../components/registry/aksRegistryArgs";
import { KNOWN } from "../../../components/registry/endpoints/checkedEndpoints";
import type { RegistryEndpointArgs } from "../../../components/registry/endpoints/privateLinkArgs";
import { linkKey } from "../../../model/registry/endpointNames";
import { network, subnet, ZONE } from "../../support/azureWorld";

const WALKS = 1_000;
const REGIONS = ["westeurope", "northeurope", "uksouth"];

const region = fc.constantFrom(...REGIONS);
const networks = fc.subarray(REGIONS).map((names) => names.map((name) => network(`vnet-${name}`)));
const records = fc.constantFrom<Partial<RegistryEndpointArgs>>({}, {}, {}, { zoneId: ZONE }, { dns: "policy" });

const endpoint = fc
    .record({
        region,
        group: fc.constantFrom("rg" as const, "rg-other" as const, undefined),
        virtualNetworkIds: fc.option(networks, { nil: undefined }),
        records,
    })
    .map(({ records: kept, ...given }) => ({ ...given, ...kept, subnetId: subnet(`vnet-${given.region}`) }));

/** A name is for good: with another one, the endpoint of a group is another endpoint. */
const names = fc.record({ rg: fc.constantFrom("hub", undefined), "rg-other": fc.constantFrom("spoke", undefined) });

const walk = fc
    .tuple(names, fc.array(fc.array(endpoint, { maxLength: 2 }), { minLength: 2, maxLength: 4 }))
    .map(([named, steps]) =>
        steps.map((step) =>
            step.map(({ group, ...each }) => {
                // The only one is in the registry's group.
                const own = group ?? (step.length === 1 ? "rg" : undefined);
                return { ...each, resourceGroupName: group, name: own && named[own] };
            }),
        ),
    );

/** What stands for itself in Azure: a zone by its resource group, a link by its zone and its network. */
interface Made {
    readonly key: string;
    readonly otherKeys: readonly string[];
    readonly id: string;
    readonly zone: string;
    readonly network?: string;
}

/** The zones and links of endpoints that are accepted, in the order in which they are created; undefined when they are refused. */
function desired(privateEndpoints: RegistryEndpointArgs[]): Made[] | undefined {
    const args: AksRegistryArgs = { resourceGroupName: "rg", cluster: { resourceGroupName: "rg", name: "aks" } };
    try {
        const { endpoints } = planAksRegistry("registry", { ...args, privateEndpoints });
        return endpoints
            .filter(({ zoneId, dns }) => zoneId === undefined && dns !== "policy")
            .flatMap(({ name, resourceGroupName = `created for ${name}`, [KNOWN]: { formerNames, plain } }) => {
                const zone = `${resourceGroupName}/zone`;
                const linked = [...new Set([plain.networkId ?? "", ...plain.virtualNetworkIds.map(String)])];
                const otherKeys = formerNames.map((former) => `zone ${former}`);
                return [
                    { key: `zone ${name}`, otherKeys, id: zone, zone },
                    ...linked.map((id) => ({
                        key: `link ${linkKey(id)}`,
                        otherKeys: [],
                        id: `${zone}/${id}`,
                        zone,
                        network: id,
                    })),
                ];
            });
    } catch {
        return undefined;
    }
}

/** As the engine does it: what is new first, what is another one deleted before, and what is no longer wanted last. */
function update(before: readonly Made[], wanted: readonly Made[]): void {
    let there = [...before];
    const kept = new Set<Made>();
    for (const made of wanted) {
        const old = there.find(({ key }) => key === made.key) ?? there.find(({ key }) => made.otherKeys.includes(key));
        if (old !== undefined && old.id === made.id) {
            kept.add(old);
            continue;
        }
        // A zone takes its links with it, which depend on it.
        there = there.filter((other) => other !== old && !(old?.network === undefined && other.zone === old?.id));
        for (const other of there.filter((each) => !kept.has(each) || each.network !== undefined)) {
            assert.notEqual(other.id, made.id, `${made.key}: ${made.id} exists as ${other.key}`);
            const isTaken = made.network !== undefined && other.network === made.network;
            assert.ok(!isTaken, `${made.key}: ${made.network} is linked to ${other.zone}`);
        }
        there.push(made);
        kept.add(made);
    }
}

describe("random changes of a registry's endpoints", () => {
    it("never create a zone or a link where one of the name is still there", () => {
        let accepted = 0;
        fc.assert(
            fc.property(walk, (steps) => {
                let before: Made[] = [];
                for (const wanted of steps.map(desired).filter((made) => made !== undefined)) {
                    update(before, wanted);
                    before = wanted;
                    accepted += 1;
                }
            }),
            { numRuns: WALKS },
        );
        assert.ok(accepted > WALKS, `${accepted} configurations are too few`);
    });
});
