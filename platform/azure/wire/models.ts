// Which of Microsoft's own models describes the body of each resource. The libraries are loaded one by one, when the
// first body of their kind comes: the network one alone costs 0.2 s. None of them exports its models, so they are
// loaded by their files.
import { dirname, join } from "node:path";
import type { CompositeMapper } from "@azure/core-client";
import { alertShapes } from "./alertShapes";
import { composite, extended, listOf, number, object, required, text, textByKey } from "./shapes";

type Classes = Readonly<Record<string, CompositeMapper>>;

export interface Models {
    readonly classes: Classes;
    /** The classes of polymorphic bodies, by parent class and discriminator. */
    readonly discriminators: Classes;
}

const LIBRARIES = {
    containerregistry: () => library("arm-containerregistry", "dist/commonjs/models/mappers.js", withSoftDelete),
    network: () => library("arm-network", "dist/commonjs/models/mappers.js"),
    privatedns: () => library("arm-privatedns", "dist-esm/src/models/mappers.js", withResolutionPolicy),
    authorization: () => library("arm-authorization", "dist-esm/src/models/mappers.js"),
    monitor: () => library("arm-monitor", "dist-esm/src/models/mappers.js", withCategoryGroups),
    alerts: () => ({ classes: alertShapes, discriminators: {} }),
    locks: () => ({ classes: LOCK_CLASSES, discriminators: {} }),
    resources: () => ({ classes: { ResourceGroup: RESOURCE_GROUP }, discriminators: {} }),
} satisfies Record<string, () => Models>;

export type Library = keyof typeof LIBRARIES;

const RESOURCE_GROUP = composite("ResourceGroup", { location: required(text), managedBy: text, tags: textByKey });

// As the REST reference of Microsoft.Authorization/locks 2020-05-01 lists them.
const LOCK_CLASSES = {
    ManagementLockByScope: composite("ManagementLockByScope", {
        "properties.level": required(text),
        "properties.notes": text,
        "properties.owners": listOf(object("ManagementLockOwner")),
    }),
    ManagementLockOwner: composite("ManagementLockOwner", { applicationId: text }),
};

const loaded = new Map<Library, Models>();

export function models(name: Library): Models {
    const known = loaded.get(name) ?? LIBRARIES[name]();
    loaded.set(name, known);
    return known;
}

function library(name: string, file: string, amended = (_: Classes): Classes => ({})): Models {
    const root = dirname(require.resolve(`@azure/${name}/package.json`));
    const { discriminators, ...classes } = require(join(root, file)) as Classes & { discriminators?: Classes };
    return { classes: { ...classes, ...amended(classes) }, discriminators: discriminators ?? {} };
}

// Soft delete is a preview feature of the registry that the stable client library leaves out.
function withSoftDelete({ Policies }: Classes): Classes {
    return {
        Policies: extended(Policies, { softDeletePolicy: object("SoftDeletePolicy") }),
        SoftDeletePolicy: composite("SoftDeletePolicy", { retentionDays: number, status: text }),
    };
}

// Category groups ("allLogs") came with a version of the diagnostic settings that is newer than the client library.
function withCategoryGroups({ LogSettings, DiagnosticSettingsResource }: Classes): Classes {
    return {
        LogSettings: extended(LogSettings, { categoryGroup: text }),
        DiagnosticSettingsResource: extended(DiagnosticSettingsResource, { "properties.marketplacePartnerId": text }),
    };
}

// So did falling back to public resolution ("NxDomainRedirect") with the links of a zone.
function withResolutionPolicy({ VirtualNetworkLink }: Classes): Classes {
    return { VirtualNetworkLink: extended(VirtualNetworkLink, { "properties.resolutionPolicy": text }) };
}
