/** What changes between the resources of two revisions of a program. */
import { chargeNotes } from "./charges";
import { type ClockMove, movedClocks } from "./clocks";
import { type ImageMove, movedImages } from "./images";
import { isObject, isWithin, type PropertyChange, propertyChanges } from "./properties";
import { replaces } from "./replacement";
import type { JsonObject, PlanResource } from "./resource";

export interface ResourceChange {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly action: "add" | "update" | "replace" | "remove";
    /** Of an update or a replacement; each marked where it is what replaces the resource. */
    readonly properties: readonly (PropertyChange & { readonly replaces: boolean })[];
    /** What follows for a release, such as a migration that runs again. */
    readonly notes: readonly string[];
}

export interface PlanDifference {
    /** In the order of their URNs. */
    readonly changes: readonly ResourceChange[];
    readonly clocks: readonly ClockMove[];
    /** Images that are new, gone, or declared otherwise. */
    readonly images: readonly ImageMove[];
    /** How many resources are the same in both. */
    readonly unchanged: number;
}

/** The difference between two lists of resources, which are told apart by their URNs. */
export function planDifference(before: readonly PlanResource[], after: readonly PlanResource[]): PlanDifference {
    const [olds, news] = [byUrn(before), byUrn(after)];
    const urns = [...new Set([...olds.keys(), ...news.keys()])].sort();
    const changes = urns.flatMap((urn) => chargedChange(olds.get(urn), news.get(urn)) ?? []);
    const clocks = urns.flatMap((urn) => {
        const [old, now] = [olds.get(urn), news.get(urn)];
        return old && now ? movedClocks(old, now) : [];
    });
    return { changes, clocks, images: movedImages(before, after), unchanged: urns.length - changes.length };
}

function byUrn(resources: readonly PlanResource[]): Map<string, PlanResource> {
    return new Map(resources.map((resource) => [resource.urn, resource]));
}

function chargedChange(old: PlanResource | undefined, now: PlanResource | undefined): ResourceChange | undefined {
    const change = changeOf(old, now);
    return change && { ...change, notes: [...change.notes, ...chargeNotes(old, now)] };
}

function changeOf(old: PlanResource | undefined, now: PlanResource | undefined): ResourceChange | undefined {
    if (old && now) {
        return changed(old, now);
    }
    const resource = now ?? old;
    return resource && made(resource, now ? "add" : "remove", []);
}

function changed(old: PlanResource, now: PlanResource): ResourceChange | undefined {
    const properties = propertyChanges(comparable(old), comparable(now))
        .filter(({ path }) => !now.ignoreChanges.some((ignored) => isWithin(path, ignored)))
        .map((change) => ({ ...change, replaces: !change.path.startsWith(OPTIONS) && replaces(now, change.path) }));
    if (properties.length === 0) {
        return undefined;
    }
    return made(now, properties.some((change) => change.replaces) ? "replace" : "update", properties);
}

const OPTIONS = "options.";

/** The inputs, and besides them the options that change what an update does. */
function comparable({ inputs, customTimeouts, protect, retainOnDelete, deleteBeforeReplace }: PlanResource) {
    return {
        ...inputs,
        options: { customTimeouts: { ...customTimeouts }, protect, retainOnDelete, deleteBeforeReplace },
    };
}

function made(
    resource: PlanResource,
    action: ResourceChange["action"],
    properties: ResourceChange["properties"],
): ResourceChange {
    const { urn, type, name } = resource;
    return { urn, type, name, action, properties, notes: notesOf(resource, action, properties) };
}

function notesOf(
    resource: PlanResource,
    action: ResourceChange["action"],
    properties: ResourceChange["properties"],
): string[] {
    const notes: string[] = [];
    if (resource.type === "kubernetes:batch/v1:Job" && (action === "add" || action === "replace")) {
        notes.push(
            `${isPart(resource, "migration") ? "the migration" : "the Job"} runs${action === "add" ? "" : " again"}`,
        );
    }
    const changesObject = properties.some(({ path }) => !path.startsWith(OPTIONS));
    if (isPart(resource, "image-prepull-record") && (action === "add" || changesObject)) {
        notes.push("the release waits here until the image is on the nodes");
    }
    if (resource.protect && (action === "remove" || action === "replace")) {
        notes.push("it is protected: `pulumi up` refuses to delete it");
    }
    return notes;
}

function isPart({ inputs }: PlanResource, part: string): boolean {
    const metadata: JsonObject = isObject(inputs.metadata) ? inputs.metadata : {};
    return isObject(metadata.labels) && metadata.labels["app.kubernetes.io/component"] === part;
}
