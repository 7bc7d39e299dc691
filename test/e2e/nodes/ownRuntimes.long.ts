// Faults that one node has and the others do not: its mirror is down, and the image of its sandboxes is not to be had.
import assert from "node:assert/strict";
import type { TestPullReport } from "../../../cli/verbs/testPull/text";
import { statusReport } from "../../../model/pods/status";
import { kubernetesClient } from "../../../observe/cluster/client";
import { waitingView } from "../../../observe/pods/view";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { changeNode } from "../../../platform/kubernetes/platform";
import { KUBECONFIG, NODE, NODE_ADDRESS } from "../../../platform/paths";
import { runHere } from "../../support/runHere";
import { eventually } from "../support/eventually";
import { freshImage } from "../support/scenario";
import { restrictedPod } from "./support/hold";
import { changeRuntime, setMirror } from "./support/ownRuntime";

const NAMESPACE = "e2e-own-runtimes";
const POOLS = { "e2e-blue": "blue", "e2e-red": "red" };
const NAMES = Object.keys(POOLS);
/** Nothing listens there. */
const DOWN = `${NODE_ADDRESS}:9`;

describe("a fault of one node", () => {
    before(async () => {
        await removeAll();
        await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } }]);
        for (const [name, pool] of Object.entries(POOLS)) {
            await changeNode({ verb: "add", name });
            await kubectl(["label", "node", name, `kubernetes.azure.com/agentpool=${pool}`]);
        }
        await eventually(() => kubectl(["get", "serviceaccount", "default", "-n", NAMESPACE]), 60);
    });
    after(removeAll);

    async function removeAll(): Promise<void> {
        await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=120s"]);
        for (const name of NAMES) {
            await changeNode({ verb: "remove", name }).catch((error) => assert.match(String(error), /no such node/));
        }
    }

    const testPull = (image: string, ...more: readonly string[]) =>
        runHere([
            ...["test-pull", image, "--each-pool", "--timeout", "2m"],
            ...["--kubeconfig", KUBECONFIG, "-n", NAMESPACE, ...more],
        ]);

    it("is none while the image comes to each pool", async () => {
        const { reference } = await freshImage("e2e/each-pool");
        const { code, stdout } = await testPull(reference, "--output", "json");
        assert.equal(code, 0, stdout);
        const { results } = JSON.parse(stdout) as TestPullReport;
        const came = results.map(({ pool, node, state }) => [pool, node, state]);
        assert.deepEqual(came, [
            ["blue", "e2e-blue", "pulled"],
            ["red", "e2e-red", "pulled"],
            ["(no pool)", NODE, "pulled"],
        ]);
    });

    it("shows as a pull that works on the other pools, and how far it came on this one", async () => {
        const { reference } = await freshImage("e2e/each-pool");
        const [registry = ""] = reference.split("/");
        setMirror("e2e-red", registry, DOWN);
        const { code, stdout } = await testPull(reference);
        process.stdout.write(stdout.replace(/^/gm, "      "));
        assert.equal(code, 1, stdout);
        const text = stdout.replace(/\s+/g, " ");
        assert.match(text, /The pull works on blue, \(no pool\) and fails on red/);
        assert.match(
            text,
            new RegExp(`failed: mirror, at connection: .*${DOWN.replace(/\./g, "\\.").replace(/:\d+$/, "")}`),
        );
        assert.match(
            text,
            new RegExp(`cat /host/etc/containerd/certs\\.d/${registry.replace(/\./g, "\\.")}/hosts\\.toml`),
        );
    });

    it("shows as the image of its sandboxes where that cannot be had", async () => {
        const missing = PAUSE_IMAGE.replace(/[^/]*$/, "e2e-no-pause:1");
        await changeRuntime("e2e-red", (config) =>
            config.replace(`sandbox = '${PAUSE_IMAGE}'`, `sandbox = '${missing}'`),
        );
        await apply([restrictedPod("sandbox", NAMESPACE, PAUSE_IMAGE, { nodeName: "e2e-red" })]);
        const client = await kubernetesClient({ kubeconfig: KUBECONFIG });
        const fault = await eventually(async () => {
            const view = await waitingView(client, NAMESPACE);
            // As of ten minutes later: the test does not wait for them.
            const { faults } = statusReport({ ...view, now: view.now + 600_000 }, view.looked);
            assert.equal(faults[0]?.image, missing, JSON.stringify(faults));
            return faults[0];
        }, 120);
        assert.equal(fault?.cause, "notFound");
        assert.match(fault?.text ?? "", /the image of the node's pod sandboxes/);
        assert.equal(fault?.pods[0]?.node, "e2e-red");
    });
});
