/** The part of a registry that keeps copies of upstream images. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as pulumi from "@pulumi/pulumi";
import type { CacheRuleArgs, CredentialSetArgs } from "./containerRegistryArgs";

interface Place {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly registryName: pulumi.Input<string>;
}

/** Creates the credential sets and the rules, and returns the object ids of the sets' identities by name. */
export function cacheImages(
    parent: pulumi.Resource,
    name: string,
    place: Place,
    args: { credentialSets?: CredentialSetArgs[]; cacheRules?: CacheRuleArgs[] },
): pulumi.Output<Record<string, string>> {
    const sets = new Map(
        (args.credentialSets ?? []).map((set) => [set.name, credentialSet(parent, name, place, set)] as const),
    );
    for (const rule of args.cacheRules ?? []) {
        const inputs: containerregistry.CacheRuleArgs = {
            ...place,
            cacheRuleName: rule.name,
            sourceRepository: rule.source,
            targetRepository: rule.target,
            credentialSetResourceId: rule.credentialSet === undefined ? undefined : sets.get(rule.credentialSet)?.id,
        };
        // Name and target are taken until the old rule is gone.
        new containerregistry.CacheRule(`${name}-${rule.name}`, inputs, { parent, deleteBeforeReplace: true });
    }
    return pulumi
        .all(
            [...sets].map(([set, resource]) =>
                resource.identity.apply((identity) => [set, identity?.principalId ?? ""]),
            ),
        )
        .apply((principals) => Object.fromEntries(principals) as Record<string, string>);
}

function credentialSet(parent: pulumi.Resource, name: string, place: Place, set: CredentialSetArgs) {
    const secrets = { usernameSecretIdentifier: set.usernameSecret, passwordSecretIdentifier: set.passwordSecret };
    const inputs: containerregistry.CredentialSetArgs = {
        ...place,
        credentialSetName: set.name,
        loginServer: set.server,
        authCredentials: [{ name: "Credential1", ...secrets }],
        identity: { type: containerregistry.ResourceIdentityType.SystemAssigned },
    };
    return new containerregistry.CredentialSet(`${name}-${set.name}`, inputs, { parent, deleteBeforeReplace: true });
}
