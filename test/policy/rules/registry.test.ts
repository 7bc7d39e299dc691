import assert from "node:assert/strict";
import { UNKNOWN, violations } from "../../support/violations";

const TYPE = "azure-native:containerregistry:Registry";
const found = (rule: string, props: object, type = TYPE) => violations(rule, { type, props });

describe("the rule registry-premium", () => {
    it("refuses a smaller registry", () => {
        assert.deepEqual(found("registry-premium", { sku: { name: "Standard" } }), [
            "sku.name is Standard: it has no replicas and no private endpoints, and answers fewer pulls; set Premium",
        ]);
        assert.match(found("registry-premium", {}).join(), /^sku\.name is not given/);
    });

    it("refuses it under a type with a version too", () => {
        for (const type of [
            "azure-native:containerregistry/v20230701:Registry",
            "azure-native_containerregistry_v20230701:containerregistry:Registry",
        ]) {
            assert.equal(found("registry-premium", { sku: { name: "Basic" } }, type).length, 1, type);
        }
    });

    it("accepts Premium, and what is not a registry", () => {
        assert.deepEqual(found("registry-premium", { sku: { name: "Premium" } }), []);
        assert.deepEqual(found("registry-premium", {}, "azure-native:containerregistry:Replication"), []);
        assert.deepEqual(found("registry-premium", {}, "aws:containerregistry:Registry"), []);
    });
});

describe("the rule registry-closed", () => {
    it("refuses a registry that answers everywhere, which is the service's default", () => {
        for (const props of [{}, { publicNetworkAccess: "Enabled", networkRuleSet: { defaultAction: "Allow" } }]) {
            assert.match(found("registry-closed", props).join(), /^the registry answers every address/);
        }
    });

    it("accepts private endpoints alone, and chosen addresses", () => {
        assert.deepEqual(found("registry-closed", { publicNetworkAccess: "Disabled" }), []);
        const chosen = { publicNetworkAccess: "Enabled", networkRuleSet: { defaultAction: "Deny" } };
        assert.deepEqual(found("registry-closed", chosen), []);
    });

    it("refuses the admin user and anonymous pulls", () => {
        const open = { publicNetworkAccess: "Disabled", adminUserEnabled: true, anonymousPullEnabled: true };
        assert.deepEqual(
            found("registry-closed", open).map((text) => text.split(" ")[0]),
            ["adminUserEnabled", "anonymousPullEnabled"],
        );
    });

    it("waits for what a preview does not know", () => {
        assert.deepEqual(found("registry-closed", { publicNetworkAccess: UNKNOWN }), []);
    });
});
