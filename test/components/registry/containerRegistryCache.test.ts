// The cache of a registry: its rules, and the credentials for their upstreams.
import assert from "node:assert/strict";
import { ContainerRegistry } from "../../../components/registry/containerRegistry";
import type { ContainerRegistryArgs } from "../../../components/registry/containerRegistryArgs";
import { azure, known } from "../../support/azureWorld";
import { recorded } from "../../support/harness";

const ARGS: ContainerRegistryArgs = { resourceGroupName: "rg", location: "West Europe", privateLink: true };
const make = (args: Partial<ContainerRegistryArgs>) => new ContainerRegistry("shop-eu", { ...ARGS, ...args });
const made = (args: Partial<ContainerRegistryArgs>) => recorded(() => void make(args), azure());

describe("the cache of a registry", () => {
    const hub = {
        name: "hub-login",
        server: "docker.io",
        usernameSecret: "https://kv/u",
        passwordSecret: "https://kv/p",
    };
    const nginx = { name: "nginx", source: "docker.io/library/nginx", target: "nginx", credentialSet: "hub-login" };

    it("fetches with credentials that stay in the vault", async () => {
        const { one } = await made({ credentialSets: [hub], cacheRules: [nginx] });
        assert.deepEqual(one("CredentialSet").inputs, {
            resourceGroupName: "rg",
            registryName: "shopeu1a2b3c4d",
            credentialSetName: "hub-login",
            loginServer: "docker.io",
            authCredentials: [
                {
                    name: "Credential1",
                    usernameSecretIdentifier: "https://kv/u",
                    passwordSecretIdentifier: "https://kv/p",
                },
            ],
            identity: { type: "SystemAssigned" },
        });
        assert.deepEqual(one("CacheRule").inputs, {
            resourceGroupName: "rg",
            registryName: "shopeu1a2b3c4d",
            cacheRuleName: "nginx",
            sourceRepository: "docker.io/library/nginx",
            targetRepository: "nginx",
            credentialSetResourceId: "shop-eu-hub-login-id",
        });
        // Names are taken until the old one is gone.
        assert.ok(one("CredentialSet").deleteBeforeReplace);
        assert.ok(one("CacheRule").deleteBeforeReplace);
    });

    it("needs no credentials for a registry that asks for none", async () => {
        const { name, source, target } = { ...nginx, source: "mcr.microsoft.com/dotnet/runtime" };
        const { one, resources } = await made({ cacheRules: [{ name, source, target }] });
        assert.equal(one("CacheRule").inputs.credentialSetResourceId, undefined);
        assert.ok(!resources.some(({ type }) => type.endsWith(":CredentialSet")));
    });

    it("says whose identities need access to the vault", async () => {
        let principals: Promise<Record<string, string>> | undefined;
        await recorded(() => {
            principals = known(make({ credentialSets: [hub] }).credentialPrincipals);
        }, azure());
        assert.deepEqual(await principals, { "hub-login": "shop-eu-hub-login-principal" });
    });
});
