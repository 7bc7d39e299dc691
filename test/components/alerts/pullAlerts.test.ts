// The alerts: what fires, who is told, and what is refused because it would never fire.
import assert from "node:assert/strict";
import { PullAlerts } from "../../../components/alerts/pullAlerts";
import type { PullAlertsArgs } from "../../../components/alerts/pullAlertsArgs";
import { failedPullsOfCluster, failedPullsOfHeldNodes, failedPullsOfRegistry } from "../../../model/alerts/queries";
import { ACTION_GROUP, azure, CLUSTER, METRICS, registryId, WORKSPACE } from "../../support/azureWorld";
import { recorded, refused } from "../../support/harness";

const ARGS: PullAlertsArgs = {
    resourceGroupName: "rg",
    location: "westeurope",
    clusterId: CLUSTER,
    workspaceId: WORKSPACE,
    emails: ["ops@example.com"],
};
const GROUP = "pulls-id";
const make =
    (args: Partial<PullAlertsArgs> = {}) =>
    () =>
        void new PullAlerts("pulls", { ...ARGS, ...args });

describe("PullAlerts", () => {
    it("asks the workspace for failed pulls of the cluster, by namespace", async () => {
        const { inputs } = (await recorded(make(), azure())).one("ScheduledQueryRule");
        assert.deepEqual(inputs, {
            resourceGroupName: "rg",
            location: "westeurope",
            kind: "LogAlert",
            displayName: "Nodes fail to pull images",
            scopes: [WORKSPACE],
            severity: 2,
            enabled: true,
            evaluationFrequency: "PT5M",
            windowSize: "PT10M",
            autoMitigate: true,
            skipQueryValidation: true,
            criteria: {
                allOf: [
                    {
                        query: failedPullsOfCluster(CLUSTER),
                        timeAggregation: "Count",
                        operator: "GreaterThan",
                        threshold: 0,
                        dimensions: [{ name: "Namespace", operator: "Include", values: ["*"] }],
                        failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
                    },
                ],
            },
            actions: { actionGroups: [GROUP] },
        });
    });

    it("watches the registry by region, and its storage", async () => {
        const { one } = await recorded(make({ registryId: registryId("acr1") }), azure());
        const [condition] = one("ScheduledQueryRule", "pulls-registry").inputs.criteria.allOf;
        assert.equal(condition.query, failedPullsOfRegistry(registryId("acr1")));
        assert.deepEqual(
            condition.dimensions.map((dimension: { name: string }) => dimension.name),
            ["Region", "Status"],
        );
        const { criteria, ...storage } = one("MetricAlert").inputs;
        assert.deepEqual(storage, {
            resourceGroupName: "rg",
            location: "Global",
            description: "The registry holds more than 400 GiB; Premium includes 500 GiB",
            scopes: [registryId("acr1")],
            severity: 3,
            enabled: true,
            evaluationFrequency: "PT1H",
            windowSize: "PT1H",
            actions: [{ actionGroupId: GROUP }],
        });
        assert.equal(criteria.allOf[0].metricName, "StorageUsed");
        assert.equal(criteria.allOf[0].threshold, 400 * 1024 ** 3);
    });

    it("watches nodes that are held back where that is asked for: by node, image and cause", async () => {
        const { one, resources } = await recorded(make({ heldNodes: true }), azure());
        const [condition] = one("ScheduledQueryRule", "pulls-held-nodes").inputs.criteria.allOf;
        assert.equal(condition.query, failedPullsOfHeldNodes(CLUSTER));
        assert.deepEqual(
            condition.dimensions.map((dimension: { name: string }) => dimension.name),
            ["Node", "Image", "Cause"],
        );
        assert.equal(resources.filter(({ type }) => type.endsWith(":ScheduledQueryRule")).length, 2);
    });

    it("mails to an action group of its own, which is in no region", async () => {
        const { inputs } = (await recorded(make(), azure())).one("ActionGroup");
        assert.equal(inputs.location, "Global");
        assert.ok(inputs.groupShortName.length <= 12);
        assert.deepEqual(inputs.emailReceivers, [
            { name: "ops@example.com", emailAddress: "ops@example.com", useCommonAlertSchema: true },
        ]);
    });

    it("uses an action group that is given", async () => {
        const given = { emails: undefined, actionGroupId: ACTION_GROUP };
        const { one, resources } = await recorded(make(given), azure());
        assert.deepEqual(one("ScheduledQueryRule").inputs.actions, { actionGroups: [ACTION_GROUP] });
        assert.ok(!resources.some(({ type }) => type.endsWith(":ActionGroup")));
    });

    it("takes the pull timeout of the declared size as the threshold of slow pulls", async () => {
        const args = { metricsWorkspaceId: METRICS, images: [{ size: "650MB" }] };
        const { inputs } = (await recorded(make(args), azure())).one("PrometheusRuleGroup");
        assert.equal(inputs.clusterName, "aks-app");
        assert.deepEqual(inputs.scopes, [METRICS, CLUSTER]);
        const [slow] = inputs.rules;
        assert.match(slow.expression, /image_size_in_bytes="500MB-1GB".*>= 300$/);
        assert.deepEqual(slow.actions, [{ actionGroupId: GROUP }]);
        assert.deepEqual(slow.resolveConfiguration, { autoResolved: true, timeToResolve: "PT10M" });
        assert.equal(inputs.rules.length, 3);
    });

    it("puts each rule into the region of the workspace that it asks", async () => {
        const args = { location: undefined, metricsWorkspaceId: METRICS };
        const { one } = await recorded(make(args), azure());
        assert.equal(one("ScheduledQueryRule").inputs.location, "northeurope");
        assert.equal(one("PrometheusRuleGroup").inputs.location, "uksouth");
    });
});

describe("the dashboard of PullAlerts", () => {
    const args = { dashboard: true, metricsWorkspaceId: METRICS, images: [{ size: "650MB" }] };

    it("is made on request only", async () => {
        const { resources } = await recorded(make({ metricsWorkspaceId: METRICS }), azure());
        assert.ok(!resources.some(({ type }) => type.includes(":dashboard:")));
    });

    it("shows the cluster, the timeouts and the registry's regions", async () => {
        const { one } = await recorded(make({ ...args, registryId: registryId("acr1") }), azure());
        const { resourceGroupName, location } = one("dashboard:Dashboard").inputs;
        assert.deepEqual({ resourceGroupName, location }, { resourceGroupName: "rg", location: "westeurope" });
        const { definitionName, properties } = one("dashboard:DashboardDefinition").inputs;
        assert.equal(definitionName, "default");
        const { templating, panels } = JSON.parse(properties.serializedData);
        assert.equal(templating.list[1].current.value, "aks-app");
        assert.equal(panels[0].targets[1].expr, "vector(300)");
        assert.deepEqual(panels.at(-1).targets[0].azureLogAnalytics.resources, [WORKSPACE]);
    });

    it("is refused without the metrics that it draws", async () => {
        const text = await refused(make({ dashboard: true }), azure());
        assert.match(
            text,
            /dashboard: how long pulls take is known from metrics only; give metricsWorkspaceId, or leave/,
        );
    });
});

describe("alerts with bad arguments", () => {
    it("are refused with all faults in one error", async () => {
        const text = await refused(
            make({
                clusterId: "aks-app",
                workspaceId: METRICS,
                registryId: CLUSTER,
                emails: ["ops"],
                images: [{ size: "big" }],
                storageGiB: 0,
            }),
            azure(),
        );
        for (const fault of [
            /- clusterId: "aks-app" is not an id of that kind/,
            /- workspaceId: .*expected .*Microsoft.OperationalInsights\/workspaces\/<name>/,
            /- registryId: /,
            /- emails\[0\]: "ops" is not a mail address/,
            /- images: how long pulls take is known from metrics only/,
            /- images\[0\]\.size: .*"big"/,
            /- storageGiB: 0 is not an amount of storage/,
        ]) {
            assert.match(text, fault);
        }
    });

    it("are refused when nobody would be told, or two say who", async () => {
        assert.match(await refused(make({ emails: [] }), azure()), /emails: there is none, so nobody would be told/);
        assert.match(await refused(make({ actionGroupId: ACTION_GROUP }), azure()), /leave one of both out/);
    });
});
