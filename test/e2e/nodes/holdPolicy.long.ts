import assert from "node:assert/strict";
import { join } from "node:path";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { PAUSE_IMAGE, pushKubectlImage } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { run } from "../../../platform/machine/command";
import { API_SERVER, BIN, NODE, PKI } from "../../../platform/paths";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { holdSection, restrictedPod } from "./support/hold";

const NAMESPACE = "e2e-hold-policy";
const ACCOUNT = "node-warmup";
const OTHER = "e2e-other-node";
const LABEL = `warm.aks-image-delivery/${ACCOUNT}.${NAMESPACE}`;

describe("the account of the hold", () => {
    const scenario = new Scenario(NAMESPACE);
    let ownToken = "";
    let tokenOfOther = "";
    let unboundToken = "";

    before(async () => {
        await scenario.prepare();
        await pushKubectlImage();
        scenario.configure({ nodeWarmup: holdSection(NAMESPACE) });
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        // A node without a machine, and one pod of the account on each node.
        await apply([
            { apiVersion: "v1", kind: "Node", metadata: { name: OTHER } },
            pod("own", NODE),
            pod("other", OTHER),
        ]);
        ownToken = await token("own");
        tokenOfOther = await token("other");
        unboundToken = (await kubectl(["create", "token", ACCOUNT, "-n", NAMESPACE])).trim();
        // The policy is in force a moment after it was created.
        await eventually(() => refused(ownToken, ["label", "node", NODE, "e2e/other=true"], /no label but/));
    });
    after(async () => {
        await kubectl(["delete", "node", OTHER, "--ignore-not-found"]);
        await scenario.remove();
        await kubectl(["label", "node", NODE, `${LABEL}-`]);
    });

    it("may soften and remove the start-up taint of its node, and label it", async () => {
        await kubectl(["taint", "node", NODE, `${DEFAULT_STARTUP_TAINT}=cold:PreferNoSchedule`]);
        for (const words of [
            ["taint", "node", NODE, `${DEFAULT_STARTUP_TAINT}=:PreferNoSchedule`, "--overwrite"],
            ["taint", "node", NODE, `${DEFAULT_STARTUP_TAINT}-`],
            ["label", "node", NODE, `${LABEL}=true`, "--overwrite"],
        ]) {
            await as(ownToken, words);
        }
        assert.equal(await kubectl(["get", "node", NODE, "-o", "jsonpath={.spec.taints}"]), "");
    });

    const soften = (node: string) => ["taint", "node", node, `${DEFAULT_STARTUP_TAINT}=:PreferNoSchedule`];

    it("may not touch another node", () => refused(ownToken, soften(OTHER), /no node but its own/));

    it("may not touch a node with the token of another node's pod", () =>
        refused(tokenOfOther, soften(NODE), /no node but its own/));

    it("may not touch a node with a token that is bound to no pod", () =>
        refused(unboundToken, soften(NODE), /no node but its own/));

    it("may not add or remove another taint", async () => {
        await refused(ownToken, ["taint", "node", NODE, "e2e/other=:PreferNoSchedule"], /no taint but/);
        await kubectl(["taint", "node", NODE, "e2e/other=:PreferNoSchedule"]);
        await refused(ownToken, ["taint", "node", NODE, "e2e/other-"], /no taint but/);
        await kubectl(["taint", "node", NODE, "e2e/other-"]);
    });

    it("may not set or remove another label", async () => {
        await refused(ownToken, ["label", "node", NODE, "e2e/other=true"], /no label but/);
        await refused(ownToken, ["label", "node", NODE, "kubernetes.io/os-"], /no label but/);
        await refused(ownToken, ["label", "node", NODE, "kubernetes.io/os=windows", "--overwrite"], /no label but/);
    });

    it("may not give the taint an effect that shuts the node", async () => {
        for (const effect of ["NoSchedule", "NoExecute"]) {
            await refused(
                ownToken,
                ["taint", "node", NODE, `${DEFAULT_STARTUP_TAINT}=:${effect}`],
                /no effect that keeps/,
            );
        }
    });

    const rest = /nothing of a node but/;
    const others: [string, string[], RegExp][] = [
        ["cordon it", ["patch", "node", NODE, "-p", '{"spec":{"unschedulable":true}}'], rest],
        ["annotate it", ["annotate", "node", NODE, "e2e/other=true"], rest],
        ["keep it from its end", ["patch", "node", NODE, "-p", '{"metadata":{"finalizers":["e2e/other"]}}'], rest],
        ["delete it", ["delete", "node", NODE], /forbidden/i],
        [
            "report its status",
            ["patch", "node", NODE, "--subresource=status", "-p", '{"status":{"phase":"Pending"}}'],
            /forbidden/i,
        ],
    ];
    for (const [what, words, why] of others) {
        it(`may not ${what}`, () => refused(ownToken, words, why));
    }

    it("reads pods, and no Secrets", async () => {
        assert.equal((await as(ownToken, ["auth", "can-i", "list", "pods", "-A"])).trim(), "yes");
        await refused(ownToken, ["get", "secrets", "-A"], /forbidden/);
    });
});

function as(token: string, words: readonly string[]): Promise<string> {
    const access = [
        "--kubeconfig=/dev/null",
        `--server=${API_SERVER}`,
        `--certificate-authority=${join(PKI, "ca.crt")}`,
    ];
    return run(join(BIN, "kubectl"), [...access, `--token=${token}`, ...words]);
}

async function refused(token: string, words: readonly string[], why: RegExp): Promise<void> {
    await assert.rejects(as(token, words), why);
}

/** As the kubelet asks for it. */
async function token(podName: string): Promise<string> {
    const bound = ["--bound-object-kind=Pod", `--bound-object-name=${podName}`];
    return (await kubectl(["create", "token", ACCOUNT, "-n", NAMESPACE, ...bound])).trim();
}

function pod(name: string, nodeName: string): object {
    return restrictedPod(name, NAMESPACE, PAUSE_IMAGE, { nodeName, serviceAccountName: ACCOUNT });
}
