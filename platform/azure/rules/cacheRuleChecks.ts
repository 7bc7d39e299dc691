// What a registry refuses in a cache rule: upstreams that need credentials or take none, overlapping wildcards, and too many.
import { badRequest, conflict } from "../armError";
import type { ArmResource } from "../world";

const NEEDS_CREDENTIALS = /^(docker\.io|dhi\.io|registry\.redhat\.io|.+\.pkg\.dev)$/;
const TAKES_NONE = /^(mcr\.microsoft\.com|public\.ecr\.aws|registry\.access\.redhat\.com)$/;
const MOST_RULES = 1_000;

export function checkUpstream({ properties }: ArmResource): void {
    const { sourceRepository, credentialSetResourceId } = properties;
    const [host = ""] = String(sourceRepository).split("/");
    if (NEEDS_CREDENTIALS.test(host) && credentialSetResourceId === undefined) {
        throw badRequest("CredentialSetRequired", `The upstream '${host}' can be cached with a credential set only.`);
    }
    if (TAKES_NONE.test(host) && credentialSetResourceId !== undefined) {
        throw badRequest("CredentialSetNotSupported", `The upstream '${host}' can be cached without credentials only.`);
    }
}

export function checkCount(others: readonly ArmResource[]): void {
    if (others.length >= MOST_RULES) {
        throw conflict("CacheRuleLimitReached", `A registry has at most ${MOST_RULES} cache rules.`);
    }
}

/** Two wildcards of which one covers the other; a rule for one repository may stand next to a wildcard over it. */
export function checkOverlap(rule: ArmResource, others: readonly ArmResource[]): void {
    const target = String(rule.properties.targetRepository);
    const rival = others.find((other) => overlap(target, String(other.properties.targetRepository)));
    if (rival && rival.properties.targetRepository !== target) {
        throw conflict(
            "OverlappingCacheRule",
            `The target repository '${target}' overlaps with '${rival.properties.targetRepository}' of cache rule '${rival.name}'.`,
        );
    }
}

function overlap(one: string, other: string): boolean {
    if (!one.endsWith("*") || !other.endsWith("*")) {
        return false;
    }
    const [short = "", long = ""] = [one.slice(0, -1), other.slice(0, -1)].sort((a, b) => a.length - b.length);
    return long.startsWith(short);
}
