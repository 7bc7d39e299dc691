import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

describe("the diagnostic setting of a registry", () => {
    let azure: SimulatedAzure;
    let resourceUri: string;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        resourceUri = (await azure.registry()).id;
    });
    afterEach(() => azure.remove());

    const collect = (inputs: Record<string, unknown> = {}) =>
        azure.put("monitor:DiagnosticSetting", {
            resourceUri,
            name: "logs",
            workspaceId: azure.ids.workspace,
            logs: [{ category: "ContainerRegistryRepositoryEvents", enabled: true }],
            metrics: [{ category: "AllMetrics", enabled: true }],
            ...inputs,
        });

    it("needs a workspace that exists", async () => {
        await assertRefused(collect({ workspaceId: undefined }), "BadRequest", "At least one data sink");
        await assertRefused(collect({ workspaceId: `${azure.ids.workspace}x` }), "ResourceNotFound", "logsx");
    });

    it("takes the categories of a registry, or groups of them", async () => {
        await assertRefused(
            collect({ logs: [{ category: "kube-audit", enabled: true }] }),
            "BadRequest",
            "'kube-audit'",
        );
        const both = [
            { categoryGroup: "allLogs", enabled: true },
            { category: "ContainerRegistryLoginEvents", enabled: true },
        ];
        await assertRefused(collect({ logs: both }), "BadRequest", "not both");
    });

    it("knows no retention any more", async () => {
        const retentionPolicy = { enabled: true, days: 30 };
        const metrics = [{ category: "AllMetrics", enabled: true, retentionPolicy }];
        await assertRefused(collect({ metrics }), "BadRequest", "does not support retention");
    });

    it("is the only one that sends a category to a workspace", async () => {
        await collect();
        await collect();
        const groups = { name: "again", logs: [{ categoryGroup: "allLogs", enabled: true }], metrics: [] };
        await assertRefused(collect(groups), "Conflict", "'logs'", "ContainerRegistryRepositoryEvents");
        await collect({
            name: "again",
            logs: [{ category: "ContainerRegistryLoginEvents", enabled: true }],
            metrics: [],
        });
    });
});

describe("alerts", () => {
    let azure: SimulatedAzure;
    let actionGroup: string;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        actionGroup = (await group()).id;
    });
    afterEach(() => azure.remove());

    const group = (inputs: Record<string, unknown> = {}) =>
        azure.put("monitor:ActionGroup", {
            actionGroupName: "oncall",
            groupShortName: "oncall",
            location: "Global",
            enabled: true,
            ...inputs,
        });
    const query = (inputs: Record<string, unknown> = {}) =>
        azure.put("monitor:ScheduledQueryRule", {
            ruleName: "pulls",
            location: "westeurope",
            scopes: [azure.ids.workspace],
            severity: 2,
            evaluationFrequency: "PT5M",
            windowSize: "PT15M",
            criteria: {
                allOf: [{ query: "KubeEvents", operator: "GreaterThan", threshold: 0, timeAggregation: "Count" }],
            },
            actions: { actionGroups: [actionGroup] },
            ...inputs,
        });
    const metric = (criterion: Record<string, unknown> = {}, inputs: Record<string, unknown> = {}) =>
        azure.put("monitor:MetricAlert", {
            ruleName: "storage",
            location: "global",
            enabled: true,
            severity: 2,
            scopes: [azure.ids.workspace],
            evaluationFrequency: "PT1H",
            windowSize: "PT1H",
            criteria: {
                odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                allOf: [
                    {
                        criterionType: "StaticThresholdCriterion",
                        name: "storage",
                        metricName: "StorageUsed",
                        operator: "GreaterThan",
                        threshold: 1,
                        timeAggregation: "Average",
                        ...criterion,
                    },
                ],
            },
            actions: [{ actionGroupId: actionGroup }],
            ...inputs,
        });
    const prometheus = (rule: Record<string, unknown>, inputs: Record<string, unknown> = {}) =>
        azure.put("alertsmanagement:PrometheusRuleGroup", {
            ruleGroupName: "pulls",
            location: "westeurope",
            scopes: [azure.ids.monitorWorkspace],
            rules: [{ expression: "up == 0", ...rule }],
            ...inputs,
        });

    it("go to a group with a short name of 1 to 12 characters, which is global", async () => {
        await assertRefused(group({ groupShortName: "image-delivery" }), "BadRequest", "image-delivery", "12");
        await assertRefused(group({ location: "westeurope" }), "LocationNotAvailableForResourceType", "global");
    });

    it("on logs have one query, and a window that is not shorter than their frequency", async () => {
        await query();
        await assertRefused(query({ windowSize: "PT1M" }), "BadRequest", "PT1M", "PT5M");
        await assertRefused(query({ criteria: { allOf: [] } }), "BadRequest", "exactly one condition");
        await assertRefused(query({ severity: 5 }), "BadRequest", "severity 5");
    });

    it("watch what exists, and tell a group that exists", async () => {
        await assertRefused(query({ scopes: [`${azure.ids.workspace}x`] }), "BadRequest", "scope", "logsx");
        await assertRefused(query({ actions: { actionGroups: ["/nobody"] } }), "BadRequest", "action group", "/nobody");
        await assertRefused(metric({}, { actions: [{ actionGroupId: "/nobody" }] }), "BadRequest", "/nobody");
    });

    it("on metrics know those of a registry, and how often each is measured", async () => {
        await metric();
        await assertRefused(metric({ metricName: "Storage" }), "BadRequest", "named Storage", "StorageUsed");
        await assertRefused(metric({}, { windowSize: "PT5M" }), "BadRequest", "StorageUsed", "PT60M");
        await assertRefused(metric({}, { windowSize: "PT2H" }), "BadRequest", "PT2H");
        await assertRefused(metric({}, { location: "westeurope" }), "LocationNotAvailableForResourceType");
    });

    it("are in the region of the workspace that they ask", async () => {
        const elsewhere = { location: "northeurope" };
        await assertRefused(query(elsewhere), "BadRequest", "northeurope", "westeurope", "'logs'");
        await assertRefused(prometheus({ alert: "Slow" }, elsewhere), "BadRequest", "northeurope", "'metrics'");
    });

    it("on Prometheus are alerts or recordings", async () => {
        await prometheus({ alert: "Slow" });
        await assertRefused(prometheus({}), "BadRequest", "either an alert or a recording");
        await assertRefused(prometheus({ alert: "Slow", record: "slow" }), "BadRequest", "either");
        await assertRefused(prometheus({ alert: "Slow", severity: 7 }), "BadRequest", "severity 7");
    });
});

describe("dashboards", () => {
    let azure: SimulatedAzure;
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    const define = (properties: Record<string, unknown>) =>
        azure.put("dashboard:DashboardDefinition", { dashboardName: "pulls", definitionName: "default", properties });

    it("hold their panels in a definition of their own, which needs the dashboard", async () => {
        await assertRefused(define({ serializedData: "{}" }), "ParentResourceNotFound", "pulls");
        await azure.put("dashboard:Dashboard", { dashboardName: "pulls", location: "westeurope" });
        await define({ serializedData: "{}" });
        await assertRefused(define({ panels: [] }), "InvalidRequestContent", "panels");
    });
});
