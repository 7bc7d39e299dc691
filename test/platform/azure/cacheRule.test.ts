import assert from "node:assert/strict";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

describe("a cache rule", () => {
    let azure: SimulatedAzure;
    const rule = { registryName: "acrapp", sourceRepository: "quay.io/library/nginx", targetRepository: "hub/nginx" };
    const hub = { ...rule, sourceRepository: "docker.io/library/nginx" };
    const cache = (inputs: Record<string, unknown>) => azure.put("containerregistry:CacheRule", inputs);
    const set = {
        registryName: "acrapp",
        credentialSetName: "docker-hub",
        loginServer: "docker.io",
        identity: { type: "SystemAssigned" },
        authCredentials: [
            {
                name: "Credential1",
                usernameSecretIdentifier: "https://v.vault.azure.net/secrets/user",
                passwordSecretIdentifier: "https://v.vault.azure.net/secrets/password",
            },
        ],
    };
    beforeEach(async () => {
        azure = new SimulatedAzure();
        await azure.registry();
    });
    afterEach(() => azure.remove());

    it("has a target of its own and a name of 5 characters or more", async () => {
        await azure.put("containerregistry:CacheRule", { ...rule, cacheRuleName: "hub-nginx" });
        const again = azure.put("containerregistry:CacheRule", { ...rule, cacheRuleName: "hub-nginx-2" });
        await assertRefused(again, "CacheRuleTargetAlreadyInUse", "hub/nginx", "hub-nginx");
        await assertRefused(
            azure.put("containerregistry:CacheRule", { ...rule, cacheRuleName: "hub" }),
            "InvalidResourceName",
        );
        const empty = { registryName: "acrapp", cacheRuleName: "empty", sourceRepository: "quay.io/a/b" };
        await assertRefused(azure.put("containerregistry:CacheRule", empty), "InvalidCacheRule", "target");
    });

    it("uses a credential set that exists, which then stays", async () => {
        const credentialSetResourceId = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp/credentialSets/docker-hub`;
        const inputs = { ...hub, cacheRuleName: "hub-nginx", credentialSetResourceId };
        await assertRefused(azure.put("containerregistry:CacheRule", inputs), "CredentialSetNotFound", "docker-hub");
        const made = await azure.put("containerregistry:CredentialSet", set);
        assert.match(String((made.identity as { principalId: string }).principalId), /^[0-9a-f-]{36}$/);
        await azure.put("containerregistry:CacheRule", inputs);
        await assertRefused(azure.arm.delete(made.id), "CredentialSetInUse", "hub-nginx");
    });

    it("needs credentials for some upstreams, and takes none for others", async () => {
        const { id: credentialSetResourceId } = await azure.put("containerregistry:CredentialSet", set);
        for (const host of ["docker.io", "dhi.io", "registry.redhat.io", "europe-docker.pkg.dev"]) {
            const inputs = { ...rule, cacheRuleName: "upstream", sourceRepository: `${host}/team/app` };
            await assertRefused(cache(inputs), "CredentialSetRequired", host);
        }
        for (const host of ["mcr.microsoft.com", "public.ecr.aws", "registry.access.redhat.com"]) {
            const sourceRepository = `${host}/team/app`;
            const inputs = { ...rule, cacheRuleName: "upstream", sourceRepository, credentialSetResourceId };
            await assertRefused(cache(inputs), "CredentialSetNotSupported", host);
        }
    });

    it("does not overlap with another wildcard", async () => {
        const wide = { ...rule, cacheRuleName: "wide-rule", sourceRepository: "quay.io/*", targetRepository: "quay/*" };
        await cache(wide);
        const narrow = { ...wide, cacheRuleName: "narrow-rule", targetRepository: "quay/team/*" };
        await assertRefused(cache(narrow), "OverlappingCacheRule", "quay/team/*", "wide-rule");
        await cache({ ...rule, cacheRuleName: "one-image", targetRepository: "quay/team/app" });
        await cache({ ...narrow, targetRepository: "ghcr/*" });
    });

    it("is one of at most 1,000", async () => {
        const { id } = await cache({ ...rule, cacheRuleName: "rule-0" });
        azure.world.change((world) => {
            const first = world.resources[id.toLowerCase()];
            for (let index = 1; index < 1_000 && first; index++) {
                const properties = { ...first.properties, targetRepository: `hub/${index}` };
                const copy = { ...first, id: id.replace(/rule-0$/, `rule-${index}`), properties };
                world.resources[copy.id.toLowerCase()] = copy;
            }
        });
        const last = { ...rule, cacheRuleName: "rule-1000", targetRepository: "hub/last" };
        await assertRefused(cache(last), "CacheRuleLimitReached", "1000");
    });

    it("reads secrets of a key vault with an identity of its own", async () => {
        const plain = [{ ...set.authCredentials[0], passwordSecretIdentifier: "hunter2" }];
        const bad = azure.put("containerregistry:CredentialSet", { ...set, authCredentials: plain });
        await assertRefused(bad, "InvalidSecretIdentifier");
        const { identity: _, ...anonymous } = set;
        await assertRefused(azure.put("containerregistry:CredentialSet", anonymous), "InvalidIdentity");
    });
});
