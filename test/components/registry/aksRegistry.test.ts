// The registry of a cluster: in its region, with its role, and refused with all faults before anything is made.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { PullAccess, pullAdvice, RoleAssignmentMode } from "../../../model/registry/roles";
import {
    azure,
    CLUSTER,
    known,
    network,
    PRINCIPAL,
    registryId,
    SUBSCRIPTION,
    subnet,
    WORKSPACE,
    ZONE,
} from "../../support/azureWorld";
import { failed, recorded, refused, unknown } from "../../support/harness";

const HUB = "99999999-1111-4111-8111-111111111111";
const ENDPOINT = { region: "westeurope", subnetId: subnet("vnet-1") };
const ARGS: AksRegistryArgs = {
    resourceGroupName: "rg",
    cluster: { resourceGroupName: "rg-app", name: "aks-app" },
    privateEndpoints: [ENDPOINT],
};
const make = (args: Partial<AksRegistryArgs> = {}) => new AksRegistry("acr", { ...ARGS, ...args });
const program =
    (args: Partial<AksRegistryArgs> = {}) =>
    () =>
        void make(args);

describe("AksRegistry", () => {
    it("makes a closed registry in the cluster's region, its endpoint, and the nodes' role", async () => {
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
        const said = async (...errors: string[]) => {
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
        assert.match(await said('Code="RoleAssignmentExists"'), /Do not detach it.*`pullAccess: existing`/);
        assert.equal(await said('Code="Forbidden"'), "");
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

    it("takes a region that Azure names and this version does not know, with a warning", async () => {
        const { one, log } = await recorded(program(), azure({ location: "eastus4" }));
        assert.equal(one("Registry").inputs.location, "eastus4");
        assert.match(log.join("\n"), /"eastus4" is not a region that this version knows/);
        assert.match(
            await refused(program({ location: "eastus4" }), azure()),
            /"eastus4" is not a region of Azure; did you mean/,
        );
    });

    it("warns of a cluster whose network is linked to none of the zones", async () => {
        const warnings = async (nodeSubnets: (string | undefined)[], args: Partial<AksRegistryArgs> = {}) =>
            (await recorded(program(args), azure({ nodeSubnets }))).log;
        assert.deepEqual(await warnings([subnet("vnet-1")]), []);
        assert.match(
            (await warnings([subnet("vnet-3")])).join(),
            /the network .*vnet-3 of cluster aks-app is linked to none/,
        );
        assert.match((await warnings([undefined])).join(), /the network that AKS manages for it/);
        const linked = { privateEndpoints: [{ ...ENDPOINT, virtualNetworkIds: [network("vnet-3")] }] };
        assert.deepEqual(await warnings([subnet("vnet-3")], linked), []);
        const adopted = { privateEndpoints: [{ ...ENDPOINT, zoneId: ZONE }] };
        assert.deepEqual(await warnings([subnet("vnet-3")], adopted), []);
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

    it("makes every replica before the endpoint", async () => {
        const { one } = await recorded(program({ replicas: ["eastus"] }), azure());
        assert.ok(one("PrivateEndpoint").dependencies.includes(one("Replication").urn));
    });

    it("makes a second endpoint in a resource group of its own, whatever their order", async () => {
        const privateEndpoints = [
            { ...ENDPOINT, resourceGroupName: "rg" },
            { region: "eastus", subnetId: subnet("vnet-2") },
        ];
        const args = { privateEndpoints, replicas: ["eastus"] };
        const { one, resources } = await recorded(program(args), azure());
        assert.equal(one("PrivateEndpoint", "acr-home").inputs.resourceGroupName, "rg");
        const turned = { ...args, privateEndpoints: privateEndpoints.toReversed() };
        const made = ({ resources: all }: { resources: typeof resources }) =>
            all.map(({ urn, inputs }) => JSON.stringify([urn, inputs])).sort();
        assert.deepEqual(made(await recorded(program(turned), azure())), made({ resources }));
        assert.equal(one("PrivateEndpoint", "acr-eastus").inputs.resourceGroupName, "acr-eastus1a2b3c4d");
    });

    it("wants to know which of several endpoints is in the registry's resource group", async () => {
        const privateEndpoints = [ENDPOINT, { region: "eastus", subnetId: subnet("vnet-2") }];
        const text = await refused(program({ privateEndpoints, replicas: ["eastus"] }), azure());
        assert.match(text, /privateEndpoints: of several, .* give one of them `resourceGroupName: rg` \(in earlier/);
    });

    it("keeps the endpoint that an earlier version named after its region", async () => {
        const { resources } = await recorded(program(), azure());
        const types = ["PrivateEndpoint", "PrivateZone", "PrivateDnsZoneGroup", "VirtualNetworkLink"];
        for (const type of types) {
            const [resource] = resources.filter((each) => each.type.endsWith(`:${type}`));
            assert.match(resource?.name ?? "", /^acr-(home|[0-9a-f]{8}$)/);
            assert.ok(resource?.aliases.includes("acr-westeurope"), `${type}: ${resource?.aliases}`);
        }
    });

    it("stays in its region until it is told to move, which loses its images", async () => {
        const elsewhere = azure({ registryLocation: "northeurope" });
        const { text, resources } = await failed(program({ replicas: ["eastus"] }), elsewhere);
        assert.match(text, /location: the registry is in northeurope; in westeurope it would be made again, without/);
        assert.match(text, /`location: northeurope`.*`moveRegistry: true`/);
        const made = resources.map(({ type }) => type.split(":").at(-1));
        assert.ok(!made.includes("Replication") && !made.includes("PrivateEndpoint"), made.join());
        const { one } = await recorded(program(), azure());
        assert.deepEqual(one("Registry").ignoreChanges, ["zoneRedundancy", "location"]);
        const moving = await recorded(program({ moveRegistry: true }), azure());
        assert.deepEqual(moving.one("Registry").ignoreChanges, ["zoneRedundancy"]);
    });

    it("makes a public registry without private endpoints, and says so", async () => {
        const { one, log } = await recorded(program({ privateEndpoints: undefined }), azure());
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Enabled");
        assert.match(log.join("\n"), /answers everybody on the internet/);
    });

    it("may have its home elsewhere and a replica where the cluster is", async () => {
        const { log } = await recorded(program({ location: "eastus", replicas: ["westeurope"] }), azure());
        assert.deepEqual(log, []);
    });

    it("says what another region than the cluster's costs", async () => {
        const { one, log } = await recorded(program({ location: "North Europe" }), azure());
        assert.equal(one("Registry").inputs.location, "northeurope");
        assert.match(log.join("\n"), /the registry is in northeurope and the cluster in westeurope.*USD per GB/);
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

describe("the subnet of a registry's endpoint", () => {
    const taken = (count: number, name = "vm") =>
        Array.from(
            { length: count },
            (_, index) => `/subscriptions/s/networkInterfaces/${name}.nic.${index}/ipConfigurations/c`,
        );
    const args = { replicas: ["eastus", "northeurope"] };

    it("is refused where too few of its addresses are free, before anything is made", async () => {
        const { text, resources } = await failed(program(args), azure({ ipConfigurations: taken(25) }));
        assert.match(
            text,
            /has 27 usable addresses \(Azure keeps 5\), of which others take 25, and a registry in 3 regions takes 4/,
        );
        assert.deepEqual(
            resources.filter(({ custom }) => custom),
            [],
        );
        await recorded(program(args), azure({ ipConfigurations: taken(23) }));
    });

    it("does not count the endpoint's own addresses on later runs, under any name that it had", async () => {
        for (const name of ["acr-home1a2b3c4d", "acr-westeurope1a2b3c4d"]) {
            const ipConfigurations = [...taken(22), ...taken(4, name)];
            await recorded(program(args), azure({ ipConfigurations }));
        }
        const others = [...taken(22), ...taken(4, "acr-northeurope1a2b3c4d")];
        await refused(program(args), azure({ ipConfigurations: others }));
    });

    it("has room for every region that an existing registry is in", async () => {
        const dataEndpointHostNames = ["westeurope", "eastus", "uksouth"].map(
            (region) => `acr1.${region}.data.azurecr.io`,
        );
        const world = azure({ prefix: "10.0.1.0/29", dataEndpointHostNames });
        assert.match(
            await refused(program({ registryId: registryId("acr1") }), world),
            /a registry in 3 regions takes 4/,
        );
    });
});

describe("an existing registry", () => {
    it("may be in another subscription, where it is looked for", async () => {
        const id = registryId("acr1").replace(SUBSCRIPTION, HUB);
        const { one } = await recorded(program({ registryId: id }), azure());
        assert.equal(one("azure-native").inputs.subscriptionId, HUB);
        assert.equal(one("azure-native").name, `acr-${HUB}`);
        assert.equal(one("RoleAssignment").inputs.scope, id);
    });

    const adopted = { registryId: registryId("acr1"), replicas: ["eastus"] };

    it("is taken as it is: only endpoint and role are made", async () => {
        const { one, resources } = await recorded(program(adopted), azure());
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:containerregistry")));
        const [connection] = one("PrivateEndpoint").inputs.privateLinkServiceConnections;
        assert.equal(connection.privateLinkServiceId, registryId("acr1"));
        assert.equal(one("RoleAssignment").inputs.scope, registryId("acr1"));
    });

    it("may have a replica where the cluster is, and may be any tier without endpoints", async () => {
        const there = { ...adopted, replicas: ["northeurope"] };
        const { log } = await recorded(program(there), azure({ location: "northeurope" }));
        assert.deepEqual(log, []);
        await recorded(program({ ...adopted, privateEndpoints: undefined }), azure({ tier: "Standard" }));
    });

    it("gives its own host and region", async () => {
        let outputs: Promise<unknown> | undefined;
        await recorded(() => {
            const { loginServer, location } = make(adopted);
            outputs = known(pulumi.all([loginServer, location]));
        }, azure());
        assert.deepEqual(await outputs, ["acr1.azurecr.io", "westeurope"]);
    });

    it("is refused with settings for a new one, and with endpoints where it is not Premium", async () => {
        const settings = { ...adopted, registryName: "other1", allowedAddresses: ["203.0.113.7"] };
        const text = await refused(program(settings), azure());
        assert.match(text, /- registryName: a registry that is adopted by registryId is not changed/);
        assert.match(text, /- allowedAddresses: a registry that is adopted/);
        const { text: tier, resources } = await failed(program(adopted), azure({ tier: "Standard" }));
        assert.match(tier, /registryId: the registry is Standard, and private endpoints need Premium/);
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:network")));
    });
});

describe("a registry with bad arguments", () => {
    it("is refused with everything that is known before Azure is asked, in one error", async () => {
        const { text, resources } = await failed(
            program({
                registryName: "a".repeat(51),
                location: "westeurope",
                replicas: ["West Europe", "eastuss", "northeurope", "uksouth"],
                allowedAddresses: ["office"],
                privateEndpoints: [{ ...ENDPOINT, subnetPrefix: "10.0.1.0/29" }],
                roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions,
                role: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
            }),
            { call: () => assert.fail("Azure was asked") },
        );
        for (const fault of [
            /^AksRegistry "acr" was refused:\n/,
            /- registryName: "a{51}" \(51 characters\) is not the name of a registry/,
            /- location: "westeurope" is the home region, which has every image; take "West Europe" out of replicas/,
            /- replicas\[1\]: "eastuss" is not a region of Azure; did you mean eastus/,
            /- allowedAddresses\[0\]: "office" is not an IPv4 address or CIDR range/,
            /- privateEndpoints\[0\]\.subnetPrefix: the subnet .*has 3 usable addresses.*5 regions takes 6/,
            /- role: AcrPull is refused for a registry in mode AbacRepositoryPermissions/,
        ]) {
            assert.match(text, fault);
        }
        assert.deepEqual(resources, []);
    });

    it("is refused with everything that Azure's answers show, in one error, before anything is made", async () => {
        const { text, resources } = await failed(
            program({ replicas: ["West Europe", "eastus", "northeurope", "uksouth"] }),
            azure({ kubeletIdentity: false, prefix: "10.0.1.0/29" }),
        );
        for (const fault of [
            /^AksRegistry "acr" was refused:\n/,
            /- cluster: aks-app has no kubelet identity.*`az aks update --name aks-app --enable-managed-identity`/,
            /- cluster: "westeurope" is the home region/,
            /- privateEndpoints\[0\]\.subnetId: the subnet 10.0.1.0\/29 has 3 usable addresses/,
        ]) {
            assert.match(text, fault);
        }
        assert.deepEqual(
            resources.filter(({ custom }) => custom),
            [],
        );
    });
});
