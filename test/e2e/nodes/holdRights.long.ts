// An app team has its namespace and no right of the cluster: that is enough for a rollout whose pre-pull tolerates the taint.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { API_SERVER, KUBECONFIG, PKI } from "../../../platform/paths";
import { Scenario } from "../support/scenario";
import { newImages, releaseOf, went } from "./support/heldCluster";

const NAME = "e2e-app-rights";
/** What the gate and the components ask for, and no more. */
const OWN = [
    { apiGroups: ["apps"], resources: ["daemonsets", "deployments"], verbs: ["*"] },
    { apiGroups: ["batch"], resources: ["jobs"], verbs: ["*"] },
    { apiGroups: [""], resources: ["configmaps"], verbs: ["*"] },
    { apiGroups: [""], resources: ["pods", "events"], verbs: ["get", "list", "watch"] },
];
const NODES = [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] }];
const RBAC = "rbac.authorization.k8s.io";

describe("an app team", () => {
    const team = new Scenario(NAME);

    before(async () => {
        await team.prepare();
        const subjects = [{ kind: "ServiceAccount", name: "deployer", namespace: NAME }];
        const metadata = { name: NAME };
        const own = { name: "deployer", namespace: NAME };
        await apply([
            { apiVersion: "v1", kind: "ServiceAccount", metadata: own },
            { apiVersion: `${RBAC}/v1`, kind: "Role", metadata: own, rules: OWN },
            binding("RoleBinding", own, "Role", "deployer", subjects),
            { apiVersion: `${RBAC}/v1`, kind: "ClusterRole", metadata, rules: NODES },
            binding("ClusterRoleBinding", metadata, "ClusterRole", NAME, subjects),
        ]);
    });
    after(async () => {
        await kubectl(["delete", "clusterrolebinding,clusterrole", NAME, "--ignore-not-found"]);
        await team.remove();
    });

    it("rolls out with the toleration, with the rights of its namespace and reading nodes", async () => {
        const kubeconfig = await kubeconfigOf("deployer");
        went(await releaseOf(team, await newImages(NAME, 1), { cluster: { kubeconfig } }));
        const path = "jsonpath={.items[0].spec.template.spec.tolerations[*].key}";
        const keys = await kubectl(["get", "daemonsets", "-n", NAME, "-o", path]);
        assert.match(keys, /startup-taint\.cluster-autoscaler\.kubernetes\.io\/image-delivery/);
        assert.match(await mayNot("patch", "nodes"), /no/);
        assert.match(await mayNot("create", "validatingadmissionpolicies"), /no/);
    });

    async function kubeconfigOf(account: string): Promise<string> {
        const token = (await kubectl(["create", "token", account, "-n", NAME])).trim();
        const file = join(team.workDir, "kubeconfig");
        const ca = readFileSync(join(PKI, "ca.crt")).toString("base64");
        const config = {
            apiVersion: "v1",
            kind: "Config",
            "current-context": "team",
            clusters: [{ name: "team", cluster: { server: API_SERVER, "certificate-authority-data": ca } }],
            users: [{ name: "team", user: { token } }],
            contexts: [{ name: "team", context: { cluster: "team", user: "team", namespace: NAME } }],
        };
        writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
        return file;
    }

    /** kubectl ends with 1 where the answer is no. */
    function mayNot(verb: string, resource: string): Promise<string> {
        const words = ["auth", "can-i", verb, resource, `--as=system:serviceaccount:${NAME}:deployer`];
        return kubectl(["--kubeconfig", KUBECONFIG, ...words]).then(
            (answer) => answer,
            (error) => String(error),
        );
    }
});

function binding(kind: string, metadata: object, role: string, name: string, subjects: readonly object[]): object {
    return {
        apiVersion: `${RBAC}/v1`,
        kind,
        metadata,
        roleRef: { apiGroup: RBAC, kind: role, name },
        subjects,
    };
}
