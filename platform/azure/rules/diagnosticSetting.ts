// Microsoft.Insights/diagnosticSettings of a registry.
import { ArmError, badRequest, conflict } from "../armError";
import { parseResourceId, sameId } from "../resourceId";
import { type ArmResource, beneath, find } from "../world";
import type { Put, Rule } from "./rule";

const LOGS = ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"];
const GROUPS = ["allLogs", "audit"];
const METRICS = ["AllMetrics"];

interface Setting {
    readonly category?: string;
    readonly categoryGroup?: string;
    readonly enabled: boolean;
    readonly retentionPolicy?: { readonly enabled?: boolean };
}

export const diagnosticSettingRule: Rule = {
    accept(put) {
        const { logs, metrics } = settingsOf(put.resource);
        checkSink(put);
        checkCategories(logs, LOGS);
        checkCategories(metrics, METRICS);
        if ([...logs, ...metrics].some((setting) => setting.retentionPolicy?.enabled)) {
            throw badRequest(
                "BadRequest",
                "Diagnostic settings does not support retention for new diagnostic settings.",
            );
        }
        checkSinkIsFree(put);
        // The service answers with nothing here for a registry, so a given value comes back as a difference.
        put.resource.properties.logAnalyticsDestinationType = undefined;
        return undefined;
    },
};

function settingsOf(setting: ArmResource): { logs: Setting[]; metrics: Setting[] } {
    const { logs, metrics } = setting.properties;
    return { logs: (logs ?? []) as Setting[], metrics: (metrics ?? []) as Setting[] };
}

function checkSink({ world, resource }: Put): void {
    const sink = resource.properties.workspaceId;
    if (sink === undefined) {
        throw badRequest("BadRequest", "At least one data sink needs to be specified.");
    }
    if (!find(world, String(sink))) {
        throw new ArmError(404, "ResourceNotFound", `The Resource '${sink}' was not found.`);
    }
}

function checkCategories(settings: readonly Setting[], known: readonly string[]): void {
    for (const { category, categoryGroup } of settings) {
        if (categoryGroup !== undefined ? !GROUPS.includes(categoryGroup) : !known.includes(String(category))) {
            throw badRequest("BadRequest", `Category '${categoryGroup ?? category}' is not supported.`);
        }
    }
    if (settings.some((s) => s.categoryGroup !== undefined) && settings.some((s) => s.category !== undefined)) {
        throw badRequest("BadRequest", "A diagnostic setting has either log categories or category groups, not both.");
    }
}

function checkSinkIsFree({ world, resource }: Put): void {
    const sink = String(resource.properties.workspaceId);
    const wanted = categoriesOf(resource);
    for (const other of beneath(world, parseResourceId(resource.id).scope)) {
        const rival = other.type === resource.type && !sameId(other.id, resource.id);
        const shared =
            rival &&
            sameId(String(other.properties.workspaceId), sink) &&
            categoriesOf(other).find((c) => wanted.includes(c));
        if (shared) {
            throw conflict(
                "Conflict",
                `Data sink '${sink}' is already used in diagnostic setting '${other.name}' for category '${shared}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
            );
        }
    }
}

function categoriesOf(setting: ArmResource): string[] {
    const { logs, metrics } = settingsOf(setting);
    const enabled = [...logs, ...metrics].filter((one) => one.enabled);
    return enabled.flatMap(({ category, categoryGroup }) => (categoryGroup ? LOGS : (category ?? [])));
}
