/** What a resource costs for as long as it exists, in the words of docs/costs.md: the plan names what starts or ends with it. */
import type { JsonObject, PlanResource } from "./resource";

/** By module and type, whatever the version of the API. */
const CHARGES: Readonly<Record<string, (inputs: JsonObject) => string | undefined>> = {
    "containerregistry:Registry": ({ sku }) => `a registry${tierOf(sku)}, by the day, and its storage`,
    "containerregistry:Replication": () =>
        "a replica, which costs as much as the registry, by the day, and its storage",
    "network:PrivateEndpoint": () => "a private endpoint, by the hour and by the gigabyte that goes through it",
    "privatedns:PrivateZone": () => "a private DNS zone, by the month and by the query",
    "monitor:DiagnosticSetting": () => "the registry's log, by the gigabyte",
    "monitor:ScheduledQueryRule": () => "an alert on logs, by the month",
    "monitor:MetricAlert": () => "an alert on a metric, by the month",
    "core:Service": ({ spec }) =>
        (spec as JsonObject | undefined)?.type === "LoadBalancer"
            ? "a load balancer's rule, by the hour, and its address"
            : undefined,
};

/** Undefined for what costs nothing of its own. */
export function chargeOf({ type, inputs }: Pick<PlanResource, "type" | "inputs">): string | undefined {
    const [, path = "", name = ""] = type.split(":");
    return CHARGES[`${path.split("/")[0]}:${name}`]?.(inputs);
}

function tierOf(sku: JsonObject[string] | undefined): string {
    const name = (sku as JsonObject | undefined)?.name;
    return typeof name === "string" ? ` of the tier ${name}` : "";
}

/** The start of the notes on charges, by which a summary counts them. */
export const CHARGE_NOTES = { start: "starts a charge: ", end: "ends a charge: " } as const;

/** What begins and ends from one revision to the next; nothing where it goes on, as that of a replaced resource does. */
export function chargeNotes(before: PlanResource | undefined, after: PlanResource | undefined): string[] {
    const [old, now] = [before, after].map((resource) => resource && chargeOf(resource));
    if (old === now) {
        return [];
    }
    return [
        ...(old === undefined ? [] : [`${CHARGE_NOTES.end}${old}`]),
        ...(now === undefined ? [] : [`${CHARGE_NOTES.start}${now}`]),
    ];
}
