/** The kinds of alert rules that PullAlerts is made of. */
import * as alertsmanagement from "@pulumi/azure-native/alertsmanagement";
import * as monitor from "@pulumi/azure-native/monitor";
import type * as inputs from "@pulumi/azure-native/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { type AlertedImage, pullRules } from "../../model/alerts/prometheus";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";
import type { PullAlertsArgs } from "./pullAlertsArgs";

/** Of 0 (critical) to 4 (verbose): a failed pull delays a release, it does not stop what runs. */
const SEVERITY = { warning: 2, informational: 3 };

const DEFAULT_STORAGE_GIB = 400;

/** What every rule has in common. */
interface Target {
    readonly parent: pulumi.Resource;
    readonly actionGroupId: pulumi.Output<string>;
    readonly args: PullAlertsArgs;
}

interface LogAlert {
    readonly title: string;
    readonly query: pulumi.Output<string>;
    /** Columns: there is one alert for each combination of their values. */
    readonly splitBy: readonly string[];
}

/** A workspace that rules ask, and the region that they must be in. */
export interface Workspace {
    readonly id: pulumi.Output<string>;
    readonly location: pulumi.Input<string>;
}

/** Fires as soon as the query finds a row. */
export function logAlert(name: string, target: Target, { id, location }: Workspace, alert: LogAlert): void {
    const { resourceGroupName, tags } = target.args;
    const condition = {
        query: alert.query,
        timeAggregation: "Count",
        operator: "GreaterThan",
        threshold: 0,
        dimensions: alert.splitBy.map((column) => ({ name: column, operator: "Include", values: ["*"] })),
        failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
    } satisfies inputs.monitor.ConditionArgs;
    const rule = {
        kind: "LogAlert",
        displayName: alert.title,
        scopes: [id],
        severity: SEVERITY.warning,
        enabled: true,
        evaluationFrequency: "PT5M",
        // Twice the frequency: logs arrive minutes late.
        windowSize: "PT10M",
        autoMitigate: true,
        // In a new workspace a table comes into being with its first row, and the check would refuse the query.
        skipQueryValidation: true,
        criteria: { allOf: [condition] },
        actions: { actionGroups: [target.actionGroupId] },
    } satisfies Partial<monitor.ScheduledQueryRuleArgs>;
    new monitor.ScheduledQueryRule(name, { resourceGroupName, location, ...rule, tags }, { parent: target.parent });
}

/** Fires when the registry holds more than it should. */
export function storageAlert(name: string, target: Target, registryId: pulumi.Output<string>): void {
    const { resourceGroupName, storageGiB = DEFAULT_STORAGE_GIB, tags } = target.args;
    const criterion = {
        criterionType: "StaticThresholdCriterion",
        name: "storage",
        metricNamespace: AzureType.Registry,
        metricName: "StorageUsed",
        operator: "GreaterThan",
        threshold: storageGiB * 1024 ** 3,
        timeAggregation: "Average",
    } satisfies inputs.monitor.MetricCriteriaArgs;
    const rule = {
        // Metric alerts are in no region.
        location: "Global",
        description: `The registry holds more than ${storageGiB} GiB; Premium includes 500 GiB`,
        scopes: [registryId],
        severity: SEVERITY.informational,
        enabled: true,
        // The service measures it once an hour.
        evaluationFrequency: "PT1H",
        windowSize: "PT1H",
        criteria: {
            odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            allOf: [criterion],
        },
        actions: [{ actionGroupId: target.actionGroupId }],
    } satisfies Partial<monitor.MetricAlertArgs>;
    new monitor.MetricAlert(name, { resourceGroupName, ...rule, tags }, { parent: target.parent });
}

/** Fires when pulls take longer than their declared sizes allow, and when containers wait for an image. */
export function metricRules(
    name: string,
    target: Target,
    { id, location }: Workspace,
    clusterId: pulumi.Output<string>,
    images: readonly AlertedImage[],
): void {
    const { resourceGroupName, tags } = target.args;
    const clusterName = clusterId.apply((known) => expectAzureId(AzureType.Cluster, known).names[0] ?? "");
    const rules = clusterName.apply((cluster) =>
        pullRules(cluster, images).map(
            ({ summary, ...rule }): inputs.alertsmanagement.PrometheusRuleArgs => ({
                ...rule,
                enabled: true,
                severity: SEVERITY.warning,
                annotations: { summary },
                resolveConfiguration: { autoResolved: true, timeToResolve: "PT10M" },
                actions: [{ actionGroupId: target.actionGroupId }],
            }),
        ),
    );
    const group = {
        clusterName,
        scopes: [id, clusterId],
        interval: "PT1M",
        enabled: true,
        rules,
    } satisfies Partial<alertsmanagement.PrometheusRuleGroupArgs>;
    new alertsmanagement.PrometheusRuleGroup(
        name,
        { resourceGroupName, location, ...group, tags },
        { parent: target.parent },
    );
}
