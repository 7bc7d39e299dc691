import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ArmError } from "../../../../platform/azure/armError";
import { KINDS, kindOfToken } from "../../../../platform/azure/kinds";
import { pathParameters } from "../../../../platform/azure/resourceId";
import { fromWire, type Json, type Model, modelOf, toWire } from "../../../../platform/azure/wire/wire";

const REGISTRY = kindOfToken("containerregistry:Registry").model;
const PREMIUM = { location: "westeurope", sku: { name: "Premium" } };

function assertInvalid(model: Model, inputs: Json, ...parts: string[]): void {
    assert.throws(
        () => toWire(model, inputs),
        (error: unknown) =>
            error instanceof ArmError &&
            error.code === "InvalidRequestContent" &&
            parts.every((part) => error.detail.includes(part)),
        `not refused for ${parts}: ${JSON.stringify(inputs)}`,
    );
}

describe("the body of a request", () => {
    it("has the properties of azure-native where the service wants them", () => {
        const networkRuleSet = { defaultAction: "Deny", ipRules: [{ action: "Allow", iPAddressOrRange: "20.1.2.3" }] };
        assert.deepEqual(toWire(REGISTRY, { ...PREMIUM, adminUserEnabled: false, networkRuleSet, tags: { a: "b" } }), {
            location: "westeurope",
            sku: { name: "Premium" },
            tags: { a: "b" },
            properties: {
                adminUserEnabled: false,
                networkRuleSet: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "20.1.2.3" }] },
            },
        });
    });

    it("comes back as the same properties", () => {
        const connections = [{ name: "registry", privateLinkServiceId: "/r", groupIds: ["registry"] }];
        const inputs = { location: "westeurope", subnet: { id: "/s" }, privateLinkServiceConnections: connections };
        const { model } = kindOfToken("network:PrivateEndpoint");
        const body = toWire(model, inputs);
        assert.deepEqual(body.properties, {
            // Microsoft's client sends the empty object, too.
            subnet: { id: "/s", properties: {} },
            privateLinkServiceConnections: [
                { name: "registry", properties: { privateLinkServiceId: "/r", groupIds: ["registry"] } },
            ],
        });
        // Next to them are the service's defaults.
        const { privateLinkServiceConnections, subnet } = fromWire(model, body);
        assert.deepEqual(privateLinkServiceConnections, connections);
        assert.equal((subnet as Json).id, "/s");
    });

    it("has no property that the service does not know, at any depth, and one error names them all", () => {
        const policies = { softDelete: { status: "disabled" } };
        assertInvalid(REGISTRY, { ...PREMIUM, premium: true, policies }, "'premium'", "'policies.softDelete'");
        const rule = { allOf: [{ query: "KubeEvents", window: "PT5M" }] };
        const queryRule = { location: "westeurope", criteria: rule };
        assertInvalid(kindOfToken("monitor:ScheduledQueryRule").model, queryRule, "'criteria.allOf[0].window'");
        const metricAlert = {
            criteria: {
                odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                allOf: [{ criterionType: "StaticThresholdCriterion", tresholds: 3 }],
            },
        };
        assertInvalid(kindOfToken("monitor:MetricAlert").model, metricAlert, "'criteria.allOf[0].tresholds'");
    });

    it("has values of the right type", () => {
        assertInvalid(REGISTRY, { ...PREMIUM, adminUserEnabled: "no" }, "adminUserEnabled", "boolean");
        assertInvalid(REGISTRY, { ...PREMIUM, tags: "a=b" }, "tags");
        const ruleGroup = { location: "westeurope", scopes: ["/w"], rules: [{ expression: "up", for: "5m" }] };
        assertInvalid(kindOfToken("alertsmanagement:PrometheusRuleGroup").model, ruleGroup, "for", "ISO");
    });

    it("has what is required", () => {
        assertInvalid(REGISTRY, { sku: { name: "Premium" } }, "location");
        assertInvalid(REGISTRY, { location: "westeurope", sku: {} }, "sku.name");
        assertInvalid(kindOfToken("authorization:RoleAssignment").model, { principalId: "p" }, "roleDefinitionId");
    });

    it("takes identities as a list or by id", () => {
        const identity = (userAssignedIdentities: unknown) => ({ type: "UserAssigned", userAssignedIdentities });
        const body = toWire(REGISTRY, { ...PREMIUM, identity: identity(["/i"]) });
        assert.deepEqual(body.identity, identity({ "/i": {} }));
        assert.deepEqual(toWire(REGISTRY, { ...PREMIUM, identity: identity({ "/i": {} }) }).identity, body.identity);
    });
});

// Otherwise a component's correct property would be refused here, and only here.
describe("every input that azure-native declares", () => {
    // In a newer API version than the client library has, or always the same here; used by nobody.
    const UNUSED: Readonly<Record<string, string[]>> = {
        "monitor:ActionGroup": ["incidentReceivers"],
        "privatedns:PrivateRecordSet": ["recordType"],
    };

    for (const kind of KINDS) {
        it(`is known to the model of ${kind.token}`, () => {
            const [module = "", name = ""] = kind.token.split(":");
            const file = `@pulumi/azure-native/${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}.js`;
            const source = readFileSync(require.resolve(file), "utf8");
            const declared = new Set(
                [...source.matchAll(/resourceInputs\["(\w+)"\] = [^;]*args/g)].map((match) => match[1] ?? ""),
            );
            assert.ok(declared.size > 2, `found no inputs in ${file}`);
            const known = Object.keys(modelOf(kind.model).type.modelProperties ?? {});
            const expected = [...known, ...pathParameters(kind.path), ...(UNUSED[kind.token] ?? [])];
            assert.deepEqual(
                [...declared].filter((input) => !expected.includes(input)),
                [],
            );
        });
    }
});
