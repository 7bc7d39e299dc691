// Resource ids: /subscriptions/S/resourceGroups/G/providers/Microsoft.X/type/name/childType/childName.
import { badRequest } from "./armError";

export interface ResourceId {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly subscription: string;
    readonly resourceGroup?: string;
    /** The resource that this one is a child of; undefined for a top-level resource. */
    readonly parent?: string;
    /** What stands before the last /providers/: a resource group, or the resource that an extension belongs to. */
    readonly scope: string;
}

/** Ids are compared without regard to case, so the state is keyed by this. */
export function keyOf(id: string): string {
    return id.replace(/\/+$/, "").toLowerCase();
}

export function sameId(a: string, b: string): boolean {
    return keyOf(a) === keyOf(b);
}

export function isWithin(id: string, scope: string): boolean {
    return sameId(id, scope) || keyOf(id).startsWith(`${keyOf(scope)}/`);
}

export function parseResourceId(text: string): ResourceId {
    const group = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)$/i.exec(text);
    if (group) {
        const [, subscription = "", name = ""] = group;
        const type = "Microsoft.Resources/resourceGroups";
        return { id: text, type, name, subscription, resourceGroup: name, scope: `/subscriptions/${subscription}` };
    }
    const match = /^(\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?.*)\/providers\/([^/]+)\/(.+)$/i.exec(text);
    const segments = match?.[5]?.split("/") ?? [];
    if (!match || segments.length % 2 === 1) {
        throw badRequest("InvalidResourceId", `The resource id '${text}' is not valid.`);
    }
    const types = segments.filter((_, index) => index % 2 === 0);
    return {
        id: text,
        type: [match[4], ...types].join("/"),
        name: segments.at(-1) ?? "",
        subscription: match[2] ?? "",
        resourceGroup: match[3],
        parent: types.length > 1 ? text.split("/").slice(0, -2).join("/") : undefined,
        scope: match[1] ?? "",
    };
}

/** The id that a path such as "/subscriptions/{subscriptionId}/.../{registryName}" has for these parameters. */
export function fillPath(path: string, parameters: Readonly<Record<string, unknown>>): string {
    return path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = parameters[name];
        if (typeof value !== "string" || value === "") {
            throw badRequest("MissingParameter", `The path parameter '${name}' must be a text, not ${String(value)}.`);
        }
        return value.replace(/^\/+/, "");
    });
}

export function pathParameters(path: string): string[] {
    return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").filter((name) => name !== "subscriptionId");
}
