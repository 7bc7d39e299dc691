// Cache rules and credential sets: a registry that pulls from another one on demand.

import { badRequest, conflict } from "../armError";
import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { childrenOf, find, ofType } from "../world";
import { checkCount, checkOverlap, checkUpstream } from "./cacheRuleChecks";
import { giveIdentity } from "./identity";
import type { Put, Rule } from "./rule";

const CACHE_RULES = "Microsoft.ContainerRegistry/registries/cacheRules";

export const cacheRuleRule: Rule = {
    accept(put) {
        checkName(put, "cache rule");
        const { world, resource } = put;
        const { sourceRepository, targetRepository, credentialSetResourceId } = resource.properties;
        if (!sourceRepository || !targetRepository) {
            throw badRequest("InvalidCacheRule", "A cache rule needs a source repository and a target repository.");
        }
        const registry = resource.id.split("/").slice(0, -2).join("/");
        const others = childrenOf(world, registry, CACHE_RULES).filter((rule) => !sameId(rule.id, resource.id));
        checkUpstream(resource);
        checkCount(others);
        checkOverlap(resource, others);
        const rival = others.find((rule) => rule.properties.targetRepository === targetRepository);
        if (rival) {
            throw conflict(
                "CacheRuleTargetAlreadyInUse",
                `The target repository '${targetRepository}' belongs to cache rule '${rival.name}'.`,
            );
        }
        if (credentialSetResourceId !== undefined && !find(world, String(credentialSetResourceId))) {
            throw badRequest("CredentialSetNotFound", `The credential set '${credentialSetResourceId}' was not found.`);
        }
        return undefined;
    },
};

export const credentialSetRule: Rule = {
    accept(put) {
        checkName(put, "credential set");
        const { identity, properties } = put.resource;
        if ((identity as Json | undefined)?.type !== "SystemAssigned") {
            throw badRequest(
                "InvalidIdentity",
                "A credential set reads its secrets with a system-assigned identity; it needs one.",
            );
        }
        for (const credential of (properties.authCredentials ?? []) as Json[]) {
            for (const secret of [credential.usernameSecretIdentifier, credential.passwordSecretIdentifier]) {
                if (!/^https:\/\/[^/]+\.vault\.[^/]+\/secrets\/[^/]+/.test(String(secret))) {
                    throw badRequest(
                        "InvalidSecretIdentifier",
                        `'${secret}' is not the identifier of a Key Vault secret.`,
                    );
                }
            }
        }
        giveIdentity(put);
        return undefined;
    },
    remove(world, set) {
        const user = ofType(world, CACHE_RULES).find((rule) =>
            sameId(String(rule.properties.credentialSetResourceId ?? ""), set.id),
        );
        if (user) {
            throw conflict(
                "CredentialSetInUse",
                `The credential set '${set.name}' is used by cache rule '${user.name}'.`,
            );
        }
    },
};

function checkName({ resource }: Put, what: string): void {
    if (!/^[a-zA-Z0-9][a-zA-Z0-9-]{3,48}[a-zA-Z0-9]$/.test(resource.name)) {
        throw badRequest(
            "InvalidResourceName",
            `The ${what} name '${resource.name}' is invalid: 5 to 50 alphanumerics and hyphens, with an alphanumeric at both ends.`,
        );
    }
}
