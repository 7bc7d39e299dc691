// The kubeconfig of a cluster: decoded, a secret, and a clear text where Azure gives none.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { clusterKubeconfig } from "../../../components/registry/kubeconfig";
import type { KubeLogin } from "../../../model/registry/kubeLogin";
import { azure, known } from "../../support/azureWorld";
import { recorded, refused } from "../../support/harness";

const TEXT = "apiVersion: v1\nkind: Config\n";

describe("clusterKubeconfig", () => {
    it("is the user's kubeconfig, as a secret", async () => {
        let found: Promise<[string, boolean]> | undefined;
        await recorded(
            () => {
                const kubeconfig = clusterKubeconfig("rg-app", "aks-app");
                found = Promise.all([known(kubeconfig), pulumi.isSecret(kubeconfig)]);
            },
            azure({ kubeconfig: TEXT }),
        );
        assert.deepEqual(await found, [TEXT, true]);
    });

    it("asks for the form that works with Microsoft Entra ID", async () => {
        const asked: unknown[] = [];
        const options = azure({ kubeconfig: TEXT });
        const call = (args: pulumi.runtime.MockCallArgs) => {
            asked.push(args.inputs);
            return options.call?.(args) ?? {};
        };
        await recorded(() => void clusterKubeconfig("rg-app", "aks-app"), { ...options, call });
        assert.deepEqual(asked, [{ resourceGroupName: "rg-app", resourceName: "aks-app", format: "exec" }]);
    });

    it("signs in as the Azure CLI does, not by a device code that nobody sees", async () => {
        const exec = (login: string) =>
            `{"users":[{"user":{"exec":{"command":"kubelogin","args":["--login","${login}"]}}}]}`;
        let found: Promise<string> | undefined;
        await recorded(
            () => {
                found = known(clusterKubeconfig("rg-app", "aks-app"));
            },
            azure({ kubeconfig: exec("devicecode") }),
        );
        const text = (await found) ?? "";
        assert.deepEqual(parse(text), parse(exec("azurecli")));
        const login = "devicecode" as KubeLogin;
        assert.match(
            await refused(() => void clusterKubeconfig("rg-app", "aks-app", { login }), azure()),
            /^clusterKubeconfig was refused: login: "devicecode" is not accepted/,
        );
    });

    it("reaches a private cluster by its public name where that is asked for", async () => {
        const asked: unknown[] = [];
        const options = azure({ kubeconfig: TEXT });
        const call = (args: pulumi.runtime.MockCallArgs) => {
            asked.push(args.inputs.serverFqdn);
            return options.call?.(args) ?? {};
        };
        const program = () => void clusterKubeconfig("rg-app", "aks-app", { publicFqdn: true });
        await recorded(program, { ...options, call });
        assert.deepEqual(asked, ["public"]);
    });

    it("says which role is missing when Azure gives none", async () => {
        const program = () => known(clusterKubeconfig("rg-app", "aks-app"));
        const text = await refused(() => void program(), azure());
        assert.match(text, /^clusterKubeconfig of aks-app was refused: .*Azure Kubernetes Service Cluster User Role/);
    });
});
