/** Cache rules of a registry: which upstream images it fetches and keeps, and with what credentials. */
import { type Fault, faultsAt, propertyPath, within } from "../fault";

export interface CredentialSetRequest {
    readonly name: string;
    readonly server: string;
}

export interface CacheRuleRequest {
    readonly name: string;
    readonly source: string;
    readonly target: string;
    readonly credentialSet?: string;
}

/** The rule under which a network-isolated AKS cluster gets its own images; AKS looks for exactly these values. */
export const AKS_MANAGED_RULE: CacheRuleRequest = {
    name: "aks-managed-mcr",
    source: "mcr.microsoft.com/*",
    target: "aks-managed-repository/*",
};

/** Upstreams that are cached with credentials only; Google's Artifact Registry is among them. */
const NEEDS_CREDENTIALS = /^(docker\.io|dhi\.io|registry\.redhat\.io)$|\.pkg\.dev$/;

/** Another registry of Azure: it is read with an identity, or with the credentials of a token. */
const AZURE_REGISTRY = /\.azurecr\.(io|cn|us)$/;

/** The service's own limit. */
const MOST_RULES = 1_000;

/** Upstreams that the service asks without credentials, whatever it is given. */
const TAKES_NONE = /^(mcr\.microsoft\.com|public\.ecr\.aws|registry\.access\.redhat\.com)$/;

export function cacheFaults(rules: readonly CacheRuleRequest[], sets: readonly CredentialSetRequest[]): Fault[] {
    return [
        ...within("credentialSets", nameFaults(sets)),
        ...within("cacheRules", nameFaults(rules)),
        ...rules.flatMap((rule, index) => within(propertyPath("cacheRules", index), ruleFaults(rule, sets))),
        ...within(
            "cacheRules",
            repetitions(
                rules,
                ({ target }) => target,
                "target",
                (target) => `two rules write to "${target}"`,
            ),
        ),
        ...within("cacheRules", overlapFaults(rules)),
        ...(rules.length > MOST_RULES
            ? faultsAt("cacheRules", `there are ${rules.length}; a registry takes ${MOST_RULES} at most`)
            : []),
    ];
}

/** Of two wildcards neither may cover the other's targets; a rule for one repository may stand next to a wildcard over it. */
function overlapFaults(rules: readonly CacheRuleRequest[]): Fault[] {
    return rules.flatMap((rule, index) =>
        rules
            .slice(0, index)
            .filter((earlier) => earlier.target !== rule.target && overlap(earlier.target, rule.target))
            .flatMap((earlier) =>
                faultsAt(
                    propertyPath(index, "target"),
                    `"${rule.target}" overlaps with "${earlier.target}" of rule "${earlier.name}"; one wildcard must not cover the other`,
                ),
            ),
    );
}

function overlap(one: string, other: string): boolean {
    const [wide, narrow] = [one, other].map((target) => target.slice(0, -1)).sort((a, b) => a.length - b.length);
    return one.endsWith("*") && other.endsWith("*") && (narrow ?? "").startsWith(wide ?? "");
}

function ruleFaults(rule: CacheRuleRequest, sets: readonly CredentialSetRequest[]): Fault[] {
    return [...pathFaults(rule), ...credentialFaults(rule, sets), ...managedRuleFaults(rule)];
}

function nameFaults(named: readonly { readonly name: string }[]): Fault[] {
    const bad = named.flatMap(({ name }, index) =>
        /^[A-Za-z0-9-]{5,50}$/.test(name)
            ? []
            : faultsAt(propertyPath(index, "name"), `"${name}" is refused; expected 5 to 50 letters, digits and "-"`),
    );
    return [
        ...bad,
        ...repetitions(
            named,
            ({ name }) => name,
            "name",
            (name) => `there are two named "${name}"`,
        ),
    ];
}

/** A fault at each entry whose text an earlier entry has. */
function repetitions<T>(
    entries: readonly T[],
    textOf: (entry: T) => string,
    property: string,
    reason: (text: string) => string,
): Fault[] {
    const texts = entries.map(textOf);
    return texts.flatMap((text, index) =>
        texts.indexOf(text) < index ? faultsAt(propertyPath(index, property), reason(text)) : [],
    );
}

function pathFaults({ source, target }: CacheRuleRequest): Fault[] {
    const faults: Fault[] = [];
    if (!/^[a-z0-9.-]+\.[a-z]+(\/[a-z0-9._-]+)*\/([a-z0-9._-]+|\*)$/.test(source)) {
        const reason = `"${source}" is not an upstream; expected such as docker.io/library/nginx or quay.io/team/*`;
        faults.push({ property: "source", reason });
    }
    if (!/^([a-z0-9._-]+\/)*([a-z0-9._-]+|\*)$/.test(target)) {
        const reason = `"${target}" is not a repository; expected such as library/nginx or team/*`;
        faults.push({ property: "target", reason });
    }
    if (source.endsWith("*") !== target.endsWith("*")) {
        const reason = `source "${source}" and target "${target}" must both end in "*", or neither`;
        faults.push({ property: "", reason });
    }
    return faults;
}

function credentialFaults(rule: CacheRuleRequest, sets: readonly CredentialSetRequest[]): Fault[] {
    const server = rule.source.split("/")[0] ?? "";
    const reasons = credentialReasons(server, rule.credentialSet, sets);
    return faultsAt("credentialSet", ...reasons);
}

function credentialReasons(
    server: string,
    wanted: string | undefined,
    sets: readonly CredentialSetRequest[],
): string[] {
    if (wanted === undefined && AZURE_REGISTRY.test(server)) {
        return [
            `${server} is read with a user-assigned identity, which this version of the API does not take; create this rule with ` +
                "`az acr cache create` and its option `--identity`, or declare a credential set with one of its tokens",
        ];
    }
    if (wanted === undefined) {
        return NEEDS_CREDENTIALS.test(server)
            ? [`${server} is cached with credentials only; declare a credential set for it and name it here`]
            : [];
    }
    if (TAKES_NONE.test(server)) {
        return [`"${wanted}" is not needed, since ${server} takes no credentials; leave credentialSet out`];
    }
    const set = sets.find((each) => each.name === wanted);
    if (set === undefined) {
        const known = sets.map((each) => each.name).join(", ") || "none";
        return [`"${wanted}" is not declared; declared: ${known}`];
    }
    return set.server === server ? [] : [`"${set.name}" is for ${set.server}, not for ${server}`];
}

function managedRuleFaults(rule: CacheRuleRequest): Fault[] {
    const { name, source, target } = AKS_MANAGED_RULE;
    const isWrong = rule.name === name && (rule.source !== source || rule.target !== target);
    return isWrong
        ? faultsAt("", `AKS expects source "${source}" and target "${target}" in the rule named "${name}"`)
        : [];
}
