// What Azure refuses in a registry.
import { isIPv4 } from "node:net";
import { badRequest, conflict } from "../armError";
import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { type ArmResource, childrenOf, ofType } from "../world";
import { REPLICATIONS } from "./registryHosts";
import type { Put } from "./rule";

const CACHE_RULES = "Microsoft.ContainerRegistry/registries/cacheRules";
const MOST_DAYS = 365;
const MOST_ADDRESSES = 100;
const SKUS = ["Basic", "Standard", "Premium"];

export function checkRegistry(put: Put): void {
    checkName(put);
    checkSku(put);
    checkPolicies(put);
    checkExport(put);
    checkRetention(put);
    checkAddresses(put.resource);
    checkEncryption(put);
}

function checkName({ world, resource }: Put): void {
    if (!/^[a-zA-Z0-9]{5,50}$/.test(resource.name)) {
        throw badRequest(
            "InvalidResourceName",
            `The registry name '${resource.name}' is invalid: it may contain alpha numeric characters only and must be between 5 and 50 characters.`,
        );
    }
    const name = resource.name.toLowerCase();
    const others = ofType(world, resource.type).filter((registry) => !sameId(registry.id, resource.id));
    const taken = [...world.takenRegistryNames, ...others.map((registry) => registry.name)];
    if (taken.some((other) => other.toLowerCase() === name)) {
        throw conflict(
            "AlreadyInUse",
            `The registry DNS name ${name}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`,
        );
    }
}

function checkSku({ world, resource, existing }: Put): void {
    const sku = (resource.sku as Json | undefined)?.name;
    if (!SKUS.includes(String(sku))) {
        throw badRequest("InvalidSku", `The registry SKU '${sku}' is invalid. Accepted are ${SKUS.join(", ")}.`);
    }
    if (sku === "Premium") {
        return;
    }
    const properties = resource.properties;
    const wanted: Record<string, boolean> = {
        "disabled public network access": properties.publicNetworkAccess === "Disabled",
        "network rules": (properties.networkRuleSet as Json | undefined)?.defaultAction === "Deny",
        "data endpoints": properties.dataEndpointEnabled === true,
        "customer-managed keys": (properties.encryption as Json | undefined)?.status === "enabled",
        "the retention policy": policy(resource, "retentionPolicy") === "enabled",
        "anonymous pull": sku === "Basic" && properties.anonymousPullEnabled === true,
        replications: existing !== undefined && childrenOf(world, resource.id, REPLICATIONS).length > 1,
        "private endpoints": ((existing?.properties.privateEndpointConnections ?? []) as Json[]).length > 0,
    };
    const refused = Object.keys(wanted).filter((feature) => wanted[feature]);
    if (refused.length > 0) {
        throw badRequest("SkuNotSupported", `The registry SKU '${sku}' does not support ${refused.join(", ")}.`);
    }
}

function policy(registry: ArmResource, name: string): unknown {
    const policies = registry.properties.policies as Record<string, Json | undefined> | undefined;
    return policies?.[name]?.status;
}

/** Images can be kept from being copied only where nobody reaches the registry from outside. */
function checkExport({ resource }: Put): void {
    if (policy(resource, "exportPolicy") === "disabled" && resource.properties.publicNetworkAccess !== "Disabled") {
        throw badRequest(
            "ExportPolicyConflict",
            "The export policy can be disabled only while public network access is disabled.",
        );
    }
}

function checkRetention({ resource }: Put): void {
    const policies = resource.properties.policies as Record<string, Json | undefined> | undefined;
    const { status, days = 7 } = policies?.retentionPolicy ?? {};
    if (status === "enabled" && !(Number.isInteger(days) && Number(days) >= 0 && Number(days) <= MOST_DAYS)) {
        throw badRequest("InvalidRetentionPolicy", `The retention days '${days}' must be between 0 and ${MOST_DAYS}.`);
    }
}

// Soft delete cannot be combined with replicas, cache rules or a retention rule.
function checkPolicies({ world, resource }: Put): void {
    if (policy(resource, "softDeletePolicy") !== "enabled") {
        return;
    }
    const obstacles: Record<string, boolean> = {
        "the retention policy": policy(resource, "retentionPolicy") === "enabled",
        "geo-replication": childrenOf(world, resource.id, REPLICATIONS).length > 1,
        "artifact cache": childrenOf(world, resource.id, CACHE_RULES).length > 0,
    };
    const met = Object.keys(obstacles).filter((obstacle) => obstacles[obstacle]);
    if (met.length > 0) {
        throw conflict("SoftDeletePolicyConflict", `The soft delete policy is not supported with ${met.join(", ")}.`);
    }
}

function checkAddresses(registry: ArmResource): void {
    const rules = ((registry.properties.networkRuleSet as Json | undefined)?.ipRules ?? []) as Json[];
    if (rules.length > MOST_ADDRESSES) {
        throw badRequest(
            "IPRulesLimitReached",
            `A registry has at most ${MOST_ADDRESSES} IP rules, not ${rules.length}.`,
        );
    }
    for (const { value } of rules) {
        const [address = "", prefix, ...rest] = String(value).split("/");
        const bits = prefix === undefined ? 32 : Number(prefix);
        if (!isIPv4(address) || rest.length > 0 || !Number.isInteger(bits) || bits < 0 || bits > 32) {
            throw badRequest(
                "InvalidIPRule",
                `The IP rule '${value}' is not a public IPv4 address or range in CIDR notation.`,
            );
        }
    }
}

function checkEncryption({ resource, existing }: Put): void {
    const status = (of: ArmResource) => (of.properties.encryption as Json | undefined)?.status ?? "disabled";
    if (existing && status(existing) !== status(resource)) {
        throw conflict(
            "EncryptionUpdateNotAllowed",
            "Encryption with a customer-managed key is chosen when a registry is created.",
        );
    }
}
