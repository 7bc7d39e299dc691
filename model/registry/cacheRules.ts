/** Cache rules of a registry: which upstream images it fetches and keeps, and with what credentials. */

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

/** Docker Hub and Google's Artifact Registry are cached with credentials only. */
const NEEDS_CREDENTIALS = /^docker\.io$|\.pkg\.dev$/;

/** Upstreams that the service asks without credentials, whatever it is given. */
const TAKES_NONE = /^(mcr\.microsoft\.com|public\.ecr\.aws)$/;

export function cacheFaults(rules: readonly CacheRuleRequest[], sets: readonly CredentialSetRequest[]): string[] {
    return [
        ...nameFaults("credentialSets", sets),
        ...nameFaults("cacheRules", rules),
        ...rules.flatMap((rule) => [...pathFaults(rule), ...credentialFaults(rule, sets)].map(prefixed(rule))),
        ...repeated(rules.map((rule) => rule.target)).map((target) => `cacheRules: two rules write to "${target}"`),
        ...rules.filter(isWrongManagedRule).map(managedRuleFault),
    ];
}

function prefixed(rule: CacheRuleRequest): (fault: string) => string {
    return (fault) => `cacheRules "${rule.name}": ${fault}`;
}

function nameFaults(property: string, named: readonly { readonly name: string }[]): string[] {
    const names = named.map((each) => each.name);
    const bad = names.filter((name) => !/^[A-Za-z0-9-]{5,50}$/.test(name));
    return [
        ...bad.map((name) => `${property}: the name "${name}" is refused; expected 5 to 50 letters, digits and "-"`),
        ...repeated(names).map((name) => `${property}: there are two named "${name}"`),
    ];
}

function repeated(texts: readonly string[]): string[] {
    return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function pathFaults({ source, target }: CacheRuleRequest): string[] {
    const faults: string[] = [];
    if (!/^[a-z0-9.-]+\.[a-z]+(\/[a-z0-9._-]+)*\/([a-z0-9._-]+|\*)$/.test(source)) {
        faults.push(`source "${source}" is no upstream; expected such as docker.io/library/nginx or quay.io/team/*`);
    }
    if (!/^([a-z0-9._-]+\/)*([a-z0-9._-]+|\*)$/.test(target)) {
        faults.push(`target "${target}" is no repository; expected such as library/nginx or team/*`);
    }
    if (source.endsWith("*") !== target.endsWith("*")) {
        faults.push(`source "${source}" and target "${target}" must both end in "*", or neither`);
    }
    return faults;
}

function credentialFaults(rule: CacheRuleRequest, sets: readonly CredentialSetRequest[]): string[] {
    const server = rule.source.split("/")[0] ?? "";
    if (rule.credentialSet === undefined) {
        return NEEDS_CREDENTIALS.test(server)
            ? [`${server} is cached with credentials only; declare a credential set for it and name it here`]
            : [];
    }
    if (TAKES_NONE.test(server)) {
        return [`${server} takes no credentials; leave credentialSet out`];
    }
    const set = sets.find((each) => each.name === rule.credentialSet);
    if (set === undefined) {
        const known = sets.map((each) => each.name).join(", ") || "none";
        return [`credentialSet "${rule.credentialSet}" is not declared; declared: ${known}`];
    }
    return set.server === server ? [] : [`credentialSet "${set.name}" is for ${set.server}, not for ${server}`];
}

function isWrongManagedRule(rule: CacheRuleRequest): boolean {
    const { name, source, target } = AKS_MANAGED_RULE;
    return rule.name === name && (rule.source !== source || rule.target !== target);
}

function managedRuleFault(rule: CacheRuleRequest): string {
    const { source, target } = AKS_MANAGED_RULE;
    return `cacheRules "${rule.name}": AKS expects source "${source}" and target "${target}" in the rule of this name`;
}
