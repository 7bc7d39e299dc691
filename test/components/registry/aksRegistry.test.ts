// The registry of a cluster: in its region, with its role.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PullAccess, pullAdvice, RoleAssignmentMode } from "../../../model/registry/roles";
import { ENDPOINT, HUB, make, program } from "../../support/aksRegistry";
import { azure, CLUSTER, known, PRINCIPAL, registryId, SUBSCRIPTION, WORKSPACE, ZONE } from "../../support/azureWorld";
import { recorded, refused, unknown } from "../../support/harness";

describe("AksRegistry", () => {
    it("creates a closed registry in the cluster's region, its endpoint, and the nodes' role", async () => {
        const { one, log } = await recorded(program(), azure({ location: "northeurope" }));
        assert.equal(one("Registry").inputs.location, "northeurope");
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Disabled");
        assert.equal(one("PrivateEndpoint").inputs.resourceGroupName, "rg");
        const assignment = one("RoleAssignment").inputs;
        assert.equal(assignment.principalId, PRINCIPAL);
        assert.equal(assignment.scope, registryId("acr"));
        assert.deepEqual(log, []);
    });

    it("says who needs which role when a pull is refused", async () => {
        const role = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
        const abac = {
            roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions,
            registryId: registryId("acr"),
        };
        const modes = [
            [{}, "AcrPull"],
            [abac, "Container Registry Repository Reader"],
            [{ role }, role],
        ] as const;
        for (const [args, roleName] of modes) {
            let advice: Promise<string> | undefined;
            await recorded(() => {
                advice = known(make(args).pullAdvice);
            }, azure());
            assert.equal(await advice, pullAdvice({ principalId: PRINCIPAL, roleName, registryId: registryId("acr") }));
        }
    });

    it("refuses a mode that a new registry cannot have, with the ways that lead to it", async () => {
        const text = await refused(program({ roleAssignmentMode: "AbacRepositoryPermissions" }), {
            call: () => assert.fail("Azure was asked"),
        });
        assert.match(text, /roleAssignmentMode: a registry is created in mode LegacyRegistryPermissions/);
        assert.match(text, /`az acr update --name <registry> --role-assignment-mode rbac-abac`/);
    });

    it("leaves a role that is there already to whoever gave it", async () => {
        const { resources, one } = await recorded(program({ pullAccess: PullAccess.Existing }), azure());
        one("Registry");
        const types = resources.map(({ type }) => type.split(":").at(-1));
        assert.ok(!types.includes("RoleAssignment") && !types.includes("RandomUuid"), types.join());
        const pullAccess = "exists" as PullAccess;
        assert.match(
            await refused(program({ pullAccess }), azure()),
            /pullAccess: "exists" is not accepted; expected assign or existing/,
        );
    });

    it("says what to do where Azure has the role's assignment already", async () => {
        const { one, hooks } = await recorded(program(), azure());
        const [name = ""] = one("RoleAssignment").hooks.onError;
        const hook = hooks.get(name) as pulumi.ErrorHook;
        const advice = async (...errors: string[]) => {
            const lines: string[] = [];
            const before = console.error;
            console.error = (text: unknown) => void lines.push(String(text));
            const args = {
                urn: "",
                id: "",
                name: "",
                type: "",
                failedOperation: "create",
                errors,
            } as pulumi.ErrorHookArgs;
            assert.equal(await hook.callback(args), false);
            console.error = before;
            return lines.join();
        };
        assert.match(await advice('Code="RoleAssignmentExists"'), /Do not detach it.*`pullAccess: existing`/);
        assert.equal(await advice('Code="Forbidden"'), "");
    });

    it("gives out the hosts for a firewall, and the identities of credential sets", async () => {
        const set = {
            name: "hub-login",
            server: "docker.io",
            usernameSecret: "https://kv/u",
            passwordSecret: "https://kv/p",
        };
        let outputs: Promise<unknown> | undefined;
        await recorded(() => {
            const { hosts, credentialPrincipals } = make({ credentialSets: [set], replicas: ["eastus"] });
            outputs = known(pulumi.all([hosts, credentialPrincipals]));
        }, azure());
        assert.deepEqual(await outputs, [
            ["acr1a2b3c4d.azurecr.io", "acr1a2b3c4d.westeurope.data.azurecr.io", "acr1a2b3c4d.eastus.data.azurecr.io"],
            { "hub-login": "acr-hub-login-principal" },
        ]);
    });

    it("takes its cluster by id, from another subscription too", async () => {
        const here = { id: CLUSTER };
        const { one, resources } = await recorded(program({ cluster: here }), azure());
        assert.equal(one("RoleAssignment").inputs.principalId, PRINCIPAL);
        assert.ok(!resources.some(({ type }) => type.startsWith("pulumi:providers")));
        const there = { id: CLUSTER.replace(SUBSCRIPTION, HUB) };
        const other = await recorded(program({ cluster: there }), azure());
        assert.equal(other.one("azure-native").inputs.subscriptionId, HUB);
        for (const cluster of [{}, { name: "aks-app" }, { ...here, name: "aks-app" }]) {
            assert.match(
                await refused(program({ cluster }), azure()),
                /cluster: expected either id, or resourceGroupName/,
            );
        }
        assert.match(
            await refused(program({ cluster: { id: WORKSPACE } }), azure()),
            /cluster\.id: .* is not an id of that kind/,
        );
    });

    it("is refused with all faults in one error: another cloud, a zone of another name, ids of another kind", async () => {
        const privateEndpoints = [
            { ...ENDPOINT, region: "usgovvirginia", zoneId: ZONE.replace("azurecr.io", "azurecr.us") },
            { ...ENDPOINT, resourceGroupName: "rg-hub", zoneId: ZONE.replace("privatelink.azurecr.io", "example.com") },
        ];
        const faulty = { location: "westeurope", replicas: ["chinanorth3"], privateEndpoints, workspaceId: CLUSTER };
        const text = await refused(program(faulty), azure());
        for (const fault of [
            /- replicas\[0\]: "chinanorth3" is in another cloud \(azurecr\.cn\) than the registry in westeurope/,
            /- privateEndpoints\[0\]\.region: "usgovvirginia" is in another cloud \(azurecr\.us\)/,
            /- privateEndpoints\[1\]\.zoneId: the zone is named "example\.com"; registries are resolved in privatelink/,
            /- workspaceId: .* is not an id of that kind/,
        ]) {
            assert.match(text, fault);
        }
        const { location: _, ...late } = faulty;
        const endpoints = [{ ...ENDPOINT, region: "usgovvirginia" }];
        assert.match(
            await refused(program({ ...late, workspaceId: undefined, privateEndpoints: endpoints }), azure()),
            /replicas\[0\]: .*another cloud.*privateEndpoints\[0\]\.region: .*another cloud/s,
        );
    });

    it("is refused in a preview as soon as everything is known", async () => {
        const text = await refused(program(), azure({ preview: true, kubeletIdentity: false }));
        assert.match(text, /^AksRegistry "acr" was refused: cluster: aks-app has no kubelet identity/);
    });

    it("knows the registry in a preview where it exists, so that nothing shows as replaced", async () => {
        const later = { ...ENDPOINT, subnetId: unknown() };
        const { one } = await recorded(program({ privateEndpoints: [later] }), azure({ preview: true }));
        assert.equal(one("Registry").inputs.location, "westeurope");
        assert.equal(one("RoleAssignment").inputs.principalId, PRINCIPAL);
    });
});
