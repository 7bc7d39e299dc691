import assert from "node:assert/strict";
import { ContainerRegistry } from "../../../components/registry/containerRegistry";
import { checkImport } from "../../../platform/azure/rules/importImage";
import { azure } from "../../support/azureWorld";
import { recorded } from "../../support/harness";
import { SimulatedAzure } from "../../support/simulatedAzure";

describe("a registry that an image is imported into", () => {
    let simulated: SimulatedAzure;
    beforeEach(() => {
        simulated = new SimulatedAzure();
    });
    afterEach(() => simulated.remove());

    const closed = { publicNetworkAccess: "Disabled", networkRuleBypassOptions: "None" };
    const selected = { networkRuleSet: { defaultAction: "Deny", ipRules: [] }, networkRuleBypassOptions: "None" };

    it("takes imports where it is open, or lets trusted services in", async () => {
        checkImport(await simulated.registry({ networkRuleBypassOptions: "None" }));
        for (const restricted of [closed, selected]) {
            const refused = await simulated.registry(restricted);
            assert.throws(() => checkImport(refused), /network-restricted, and does not allow trusted services/);
            checkImport(await simulated.registry({ ...restricted, networkRuleBypassOptions: "AzureServices" }));
        }
    });

    it("takes none as the component closes it, unless trusted services are let in", async () => {
        const place = { resourceGroupName: "rg", location: "westeurope", privateLink: true };
        const as = async (trustedServices?: boolean) => {
            const make = () => void new ContainerRegistry("shop", { ...place, trustedServices });
            const { inputs } = (await recorded(make, azure())).one("Registry");
            const { publicNetworkAccess, networkRuleSet, networkRuleBypassOptions } = inputs;
            return simulated.registry({ publicNetworkAccess, networkRuleSet, networkRuleBypassOptions });
        };
        const [refused, accepted] = [await as(), await as(true)];
        assert.throws(() => checkImport(refused), /does not allow trusted services/);
        checkImport(accepted);
    });
});
