// What a plan says of money: what starts and what ends, in the comment of a pull request.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chargeOf } from "../../../model/plan/charges";
import { planDifference } from "../../../model/plan/difference";
import { planMarkdown } from "../../../model/plan/markdown";
import type { PlanResource } from "../../../model/plan/resource";
import { DEPLOYMENT, resource } from "../../support/planResources";

const REPLICATION = "azure-native:containerregistry:Replication";
const ENDPOINT = "azure-native:network/v20240101:PrivateEndpoint";
const REGISTRY = "azure-native:containerregistry:Registry";
const replica = resource({ type: REPLICATION, name: "northeurope" });
const service = (type: string) =>
    resource({ type: "kubernetes:core/v1:Service", name: "web", inputs: { spec: { type } } });
const notesOf = (before: PlanResource[], after: PlanResource[]) =>
    planDifference(before, after).changes.flatMap(({ notes }) => notes);

describe("the charges of a plan", () => {
    it("start with what is added, and end with what is removed", () => {
        const words = "a replica, which costs as much as the registry, by the day, and its storage";
        assert.deepEqual(notesOf([], [replica]), [`starts a charge: ${words}`]);
        assert.deepEqual(notesOf([replica], []), [`ends a charge: ${words}`]);
    });

    it("do not end with what is replaced or changed", () => {
        const in_ = (location: string) => ({ ...replica, inputs: { location } });
        assert.deepEqual(notesOf([in_("northeurope")], [in_("norwayeast")]), []);
    });

    it("follow the type of a Service and the tier of a registry", () => {
        assert.deepEqual(notesOf([service("ClusterIP")], [service("LoadBalancer")]), [
            "starts a charge: a load balancer's rule, by the hour, and its address",
        ]);
        const tier = (name: string) => resource({ type: REGISTRY, name: "acr", inputs: { sku: { name } } });
        assert.deepEqual(notesOf([tier("Basic")], [tier("Premium")]), [
            "ends a charge: a registry of the tier Basic, by the day, and its storage",
            "starts a charge: a registry of the tier Premium, by the day, and its storage",
        ]);
    });

    it("are known of every version of the API, and of nothing that costs nothing", () => {
        assert.match(chargeOf(resource({ type: ENDPOINT, name: "acr" })) ?? "", /by the hour/);
        for (const type of [DEPLOYMENT, "azure-native:authorization:RoleAssignment", "kubernetes:core/v1:ConfigMap"]) {
            assert.equal(chargeOf(resource({ type, name: "it" })), undefined);
        }
    });

    it("are counted in the comment's summary", () => {
        const difference = planDifference(
            [replica],
            [resource({ type: ENDPOINT, name: "acr" }), service("LoadBalancer")],
        );
        const text = planMarkdown({ project: "shop", stack: "prod", resources: [], base: "origin/main", difference });
        assert.match(text, /\*\*2 charges start, 1 charge ends\.\*\*/);
        assert.match(text, /starts a charge: a private endpoint/);
    });

    it("are all in docs/costs.md", () => {
        const file = join(__dirname, "../../../docs/costs.md");
        assert.ok(existsSync(file));
        const text = readFileSync(file, "utf8");
        for (const type of [
            REGISTRY,
            REPLICATION,
            ENDPOINT,
            "azure-native:privatedns:PrivateZone",
            "azure-native:monitor:DiagnosticSetting",
            "azure-native:monitor:ScheduledQueryRule",
            "azure-native:monitor:MetricAlert",
        ]) {
            assert.ok(text.includes(`\`${type.split(":").at(-1)}\``), type);
        }
    });
});
