// What a registry keeps, and whom it answers.
import assert from "node:assert/strict";
import { ContainerRegistry } from "../../../components/registry/containerRegistry";
import type { ContainerRegistryArgs } from "../../../components/registry/containerRegistryArgs";
import { azure } from "../../support/azureWorld";
import { recorded, refused } from "../../support/harness";

const ARGS: ContainerRegistryArgs = { resourceGroupName: "rg", location: "West Europe", privateLink: true };
const make = (args: Partial<ContainerRegistryArgs>) => new ContainerRegistry("shop-eu", { ...ARGS, ...args });
const made = (args: Partial<ContainerRegistryArgs>) => recorded(() => void make(args), azure());

describe("the policies of a registry", () => {
    const policies = async (settings: Partial<ContainerRegistryArgs>) => {
        const args = { resourceGroupName: "rg", location: "westeurope", privateLink: true, ...settings };
        return recorded(() => void new ContainerRegistry("acr", args), azure());
    };

    it("say nothing of tokens and copies unless asked", async () => {
        const off = { status: "disabled" };
        const { one } = await policies({});
        const { retentionPolicy, softDeletePolicy, ...others } = one("Registry").inputs.policies;
        assert.deepEqual([retentionPolicy.status, softDeletePolicy.status, others], ["disabled", "disabled", {}]);
        const strict = await policies({ armTokens: false, allowExport: false });
        const { azureADAuthenticationAsArmPolicy, exportPolicy } = strict.one("Registry").inputs.policies;
        assert.deepEqual([azureADAuthenticationAsArmPolicy, exportPolicy], [off, off]);
    });

    it("delete images without a tag only where that is asked for, with a warning for rollouts by digest", async () => {
        const { one, log } = await policies({ retentionDays: 30 });
        assert.deepEqual(one("Registry").inputs.policies.retentionPolicy, { status: "enabled", days: 30 });
        assert.match(log.join("\n"), /deleted after 30 days, those that a rollout names by digest among them/);
    });

    it("take a replica out of routing, and give each the time that a large registry needs", async () => {
        const { one } = await policies({ replicas: ["eastus", "North Europe"], unroutedRegions: ["northeurope"] });
        assert.equal(one("Replication", "acr-eastus").inputs.regionEndpointEnabled, true);
        assert.equal(one("Replication", "acr-northeurope").inputs.regionEndpointEnabled, false);
        assert.equal(one("Replication", "acr-eastus").customTimeouts.create, "4h");
    });

    it("are refused with all faults in one error", async () => {
        const bad = {
            allowExport: false,
            privateLink: false,
            retentionDays: 400,
            unroutedRegions: ["uksouth"],
            replicas: ["eastus"],
        };
        const program = () =>
            void new ContainerRegistry("acr", { resourceGroupName: "rg", location: "westeurope", ...bad });
        const text = await refused(program, azure());
        for (const fault of [
            /allowExport: false needs a registry without public access/,
            /retentionDays: 400 is not a number of days; expected a whole number from 0 to 365/,
            /unroutedRegions\[0\]: "uksouth" is none of the replicas; there are eastus/,
        ]) {
            assert.match(text, fault);
        }
    });
});

describe("the exposure of a registry", () => {
    it("is not public where there is a private link", async () => {
        const { one, log } = await made({});
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Disabled");
        assert.deepEqual(log, []);
    });

    it("is the allow list where there is one, which the service calls public but denied by default", async () => {
        const { inputs } = (await made({ allowedAddresses: ["203.0.113.0/24"] })).one("Registry");
        assert.equal(inputs.publicNetworkAccess, "Enabled");
        assert.deepEqual(inputs.networkRuleSet, {
            defaultAction: "Deny",
            ipRules: [{ action: "Allow", iPAddressOrRange: "203.0.113.0/24" }],
        });
    });

    it("is public where there is neither, which is said", async () => {
        const { one, log } = await made({ privateLink: undefined });
        assert.equal(one("Registry").inputs.networkRuleSet.defaultAction, "Allow");
        assert.match(log.join("\n"), /answers everybody on the internet.*give privateLink or allowedAddresses/);
    });
});
