import assert from "node:assert/strict";
import { ApiServer } from "../../../support/apiServer";
import { fakeKubelet, type Pull } from "../../../support/fakeKubelet";
import { SHOP_IMAGE } from "../../../support/images";
import { NAMESPACE, node } from "../../../support/objects";
import { runHere } from "../../../support/runHere";

const PULLED: Pull = {
    reason: "Pulled",
    message: `Successfully pulled image "${SHOP_IMAGE}" in 20s (25s including waiting). Image size: 650000000 bytes.`,
};
const NO_NAME: Pull = {
    reason: "Failed",
    message: `Failed to pull image "${SHOP_IMAGE}": failed to pull and unpack image "${SHOP_IMAGE}": failed to resolve reference "${SHOP_IMAGE}": failed to do request: Head "https://acr1.azurecr.io/v2/shop/api/manifests/1.2": dial tcp: lookup acr1.azurecr.io on 10.0.0.10:53: no such host`,
};

describe("image-delivery test-pull --each-pool", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    const eachPool = (...more: string[]) =>
        runHere(["test-pull", SHOP_IMAGE, "--kubeconfig", server.kubeconfig, "-n", NAMESPACE, "--each-pool", ...more]);
    const inPool = (name: string, pool: string, different: object = {}) => {
        const labels = { "kubernetes.azure.com/agentpool": pool };
        const made = node(name);
        server.store.put("nodes", { ...made, metadata: { ...made.metadata, labels }, ...different });
    };

    it("pulls on one node of each pool, and shows side by side how far the pulls came", async () => {
        inPool("a", "apps");
        inPool("b", "apps");
        inPool("c", "gpu");
        inPool("d", "spot", { spec: { unschedulable: true } });
        fakeKubelet(server, ({ spec }) => (spec.nodeName === "a" ? PULLED : NO_NAME));
        const { code, stdout } = await eachPool();
        assert.equal(code, 1);
        assert.match(stdout, /^POOL +NODE +PULL +IN ALL +CAME TO +RESULT$/m);
        assert.match(stdout, /^apps +a +20\.0 s +\d+ s +started +pulled$/m);
        assert.match(stdout, /^gpu +c +\d+ s +- +failed: no such host, at name:/m);
        assert.match(stdout, /^pool spot was left out: cordoned$/m);
        assert.match(stdout, /^The pull works on apps and fails on gpu: compare the pools/m);
        assert.match(
            stdout,
            /failed at: name \(the DNS server 10\.0\.0\.10, asked for acr1\.azurecr\.io\)\n.*az network private-dns/,
        );
        assert.equal(stdout.includes("\nb "), false);
    });

    it("takes the node that does not have the image, and puts nodes without a pool together", async () => {
        fakeKubelet(server, () => PULLED);
        const images = [{ names: [SHOP_IMAGE] }];
        inPool("a", "apps", { status: { conditions: [{ type: "Ready", status: "True" }], images } });
        inPool("c", "apps");
        server.store.put("nodes", node("b"));
        const { results } = JSON.parse((await eachPool("-o", "json")).stdout);
        assert.deepEqual(
            results.map(({ pool, node: name }: { pool: string; node: string }) => [pool, name]),
            [
                ["apps", "c"],
                ["(no pool)", "b"],
            ],
        );
        assert.equal(typeof results[0].wholeSeconds, "number");
    });

    it("says so where no pool has a node that can pull", async () => {
        server.store.put("nodes", node("a", { ready: false }));
        const { code, stderr } = await eachPool();
        assert.equal(code, 2);
        assert.match(stderr, /--each-pool: none of 1 nodes is a Linux node that is ready/);
    });
});
