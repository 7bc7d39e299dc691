// Action groups, log search alerts, metric alerts and Prometheus rule groups.

import { badRequest } from "../armError";
import type { Json } from "../wire/wire";
import { type ArmResource, find, type World } from "../world";
import type { Put, Rule } from "./rule";

// Metrics of a registry with their finest time grain in minutes.
const REGISTRY_METRICS: Readonly<Record<string, number>> = {
    StorageUsed: 60,
    TotalPullCount: 1,
    SuccessfulPullCount: 1,
    TotalPushCount: 1,
    SuccessfulPushCount: 1,
    RunDuration: 1,
    AgentPoolCPUTime: 1,
};
const METRIC_WINDOWS = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D", "P2D"];
const METRIC_FREQUENCIES = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"];

const LOG_WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const METRICS_WORKSPACES = "Microsoft.Monitor/accounts";

export const actionGroupRule: Rule = {
    accept({ resource }) {
        const short = resource.properties.groupShortName;
        if (typeof short !== "string" || short.length < 1 || short.length > 12) {
            throw badRequest("BadRequest", `The group short name '${short}' must have 1 to 12 characters.`);
        }
        return undefined;
    },
};

export const queryRuleRule: Rule = {
    accept({ world, resource }) {
        const { scopes, criteria, actions, severity, windowSize, evaluationFrequency } = resource.properties;
        checkSeverity(severity);
        checkExist(world, scopes, "scope");
        checkRegion(world, resource, LOG_WORKSPACES);
        checkExist(world, (actions as Json | undefined)?.actionGroups, "action group");
        if (minutes(windowSize) < minutes(evaluationFrequency)) {
            throw badRequest(
                "BadRequest",
                `The window size ${windowSize} must not be shorter than the evaluation frequency ${evaluationFrequency}.`,
            );
        }
        const conditions = ((criteria as Json | undefined)?.allOf ?? []) as Json[];
        if (conditions.length !== 1 || !conditions[0]?.query) {
            throw badRequest("BadRequest", "A log search alert rule needs exactly one condition, with a query.");
        }
        return undefined;
    },
};

export const metricAlertRule: Rule = {
    accept(put) {
        const { scopes, actions, severity, windowSize, evaluationFrequency } = put.resource.properties;
        checkSeverity(severity);
        checkExist(put.world, scopes, "scope");
        checkExist(
            put.world,
            ((actions ?? []) as Json[]).map((action) => action.actionGroupId),
            "action group",
        );
        if (!METRIC_WINDOWS.includes(String(windowSize)) || !METRIC_FREQUENCIES.includes(String(evaluationFrequency))) {
            throw badRequest(
                "BadRequest",
                `The window size ${windowSize} or the evaluation frequency ${evaluationFrequency} is not supported.`,
            );
        }
        checkMetrics(put);
        return undefined;
    },
};

export const prometheusRule: Rule = {
    accept({ world, resource }) {
        const { scopes, rules } = resource.properties;
        checkExist(world, scopes, "scope");
        checkRegion(world, resource, METRICS_WORKSPACES);
        for (const rule of rules as Json[]) {
            if ((rule.alert === undefined) === (rule.record === undefined)) {
                throw badRequest("BadRequest", "A Prometheus rule is either an alert or a recording.");
            }
            if (rule.severity !== undefined) {
                checkSeverity(rule.severity);
            }
            checkExist(
                world,
                ((rule.actions ?? []) as Json[]).map((action) => action.actionGroupId),
                "action group",
            );
        }
        return undefined;
    },
};

function checkMetrics({ resource }: Put): void {
    const { criteria, windowSize } = resource.properties;
    for (const { metricName } of ((criteria as Json).allOf ?? []) as Json[]) {
        const grain = REGISTRY_METRICS[String(metricName)];
        if (grain === undefined) {
            throw badRequest(
                "BadRequest",
                `Couldn't find a metric named ${metricName}. Make sure the name is correct. Available metrics: ${Object.keys(REGISTRY_METRICS).join(",")}.`,
            );
        }
        if (minutes(windowSize) < grain) {
            throw badRequest(
                "BadRequest",
                `The metric ${metricName} does not support the window size ${windowSize}: its finest time grain is PT${grain}M.`,
            );
        }
    }
}

function checkSeverity(severity: unknown): void {
    if (severity !== undefined && ![0, 1, 2, 3, 4].includes(severity as number)) {
        throw badRequest("BadRequest", `The severity ${severity} must be 0, 1, 2, 3 or 4.`);
    }
}

/** A rule is evaluated where the data is that it asks for. */
function checkRegion(world: World, { location, properties }: ArmResource, type: string): void {
    for (const scope of (properties.scopes ?? []) as string[]) {
        const asked = find(world, scope);
        if (asked?.type === type && asked.location !== location) {
            throw badRequest(
                "BadRequest",
                `The location '${location}' of the rule differs from the location '${asked.location}' of the workspace '${asked.name}' in its scopes.`,
            );
        }
    }
}

function checkExist(world: World, ids: unknown, what: string): void {
    for (const id of (ids ?? []) as string[]) {
        if (!find(world, id)) {
            throw badRequest("BadRequest", `The ${what} '${id}' was not found.`);
        }
    }
}

function minutes(duration: unknown): number {
    const [, days = 0, hours = 0, rest = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(String(duration)) ?? [];
    return Number(days) * 1440 + Number(hours) * 60 + Number(rest);
}
