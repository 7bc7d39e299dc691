// A resource as a program registers it.
import * as pulumi from "@pulumi/pulumi";

// biome-ignore lint/suspicious/noExplicitAny: the messages of the engine have no types of their own here.
type Loose = any;

export interface RecordedResource {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    /** What the program gave, as the engine receives it: secrets unwrapped, unknown values undefined. */
    readonly inputs: Loose;
    readonly custom: boolean;
    readonly parent: string;
    /** URNs of what it depends on, by dependsOn or by a value. */
    readonly dependencies: readonly string[];
    readonly provider: string;
    readonly customTimeouts: { readonly create: string; readonly update: string; readonly delete: string };
    readonly deleteBeforeReplace: boolean;
    readonly ignoreChanges: readonly string[];
    readonly protect: boolean;
    readonly replaceOnChanges: readonly string[];
    /** Other names of the same resource under its parent. */
    readonly aliases: readonly string[];
    readonly hooks: { readonly beforeCreate: string[]; readonly beforeUpdate: string[]; readonly onError: string[] };
}

export type Finder = (type: string, name?: string) => RecordedResource;

/** What a program asked for. */
export function recordOf(request: Loose, urn: string): RecordedResource {
    const timeouts = request.getCustomtimeouts();
    const hooks = request.getHooks();
    return {
        type: request.getType(),
        name: request.getName(),
        urn,
        inputs: plain(pulumi.runtime.deserializeProperties(request.getObject())),
        custom: request.getCustom(),
        parent: request.getParent(),
        dependencies: request.getDependenciesList(),
        provider: request.getProvider(),
        customTimeouts: {
            create: timeouts.getCreate(),
            update: timeouts.getUpdate(),
            delete: timeouts.getDelete(),
        },
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList(),
        protect: request.getProtect(),
        replaceOnChanges: request.getReplaceonchangesList(),
        aliases: aliasNames(request),
        hooks: {
            beforeCreate: hooks?.getBeforeCreateList() ?? [],
            beforeUpdate: hooks?.getBeforeUpdateList() ?? [],
            onError: hooks?.getOnErrorList() ?? [],
        },
    };
}

function aliasNames(request: Loose): string[] {
    const specs = request.getAliasesList().map((alias: Loose) => alias.getSpec()?.getName() ?? alias.getUrn());
    const urns = request.getAliasurnsList().map((urn: string) => urn.split("::").at(-1) ?? urn);
    return [...specs, ...urns];
}

function plain(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (pulumi.runtime.isRpcSecret(value)) {
        return plain(pulumi.runtime.unwrapRpcSecret(value));
    }
    if (pulumi.isUnknown(value)) {
        return undefined;
    }
    if (value !== null && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    }
    return value;
}

/** Finds the only resource of a type, and of a name where there are several. */
export function finder(resources: readonly RecordedResource[]): Finder {
    return (type, name) => {
        const found = resources.filter(
            (each) => each.type.endsWith(`:${type}`) && (name === undefined || each.name === name),
        );
        if (found.length !== 1 || found[0] === undefined) {
            const urns = resources.map((each) => each.urn).join("\n");
            throw new Error(`${found.length} resources of type ${type} ${name ?? ""}, expected 1, among:\n${urns}`);
        }
        return found[0];
    };
}
