import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { remove } from "../../../observe/pods/removals";
import type { ApiServer } from "../../support/apiServer";
import { NAMESPACE, startCluster, stuckPod, writes } from "../../support/cluster";

describe("the removal of a stuck pod", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        stuckPod(server, "web-0");
    });
    afterEach(() => server.down());

    const removed = async (uid: string) =>
        remove(await kubernetesClient({ kubeconfig: server.kubeconfig }), {
            kind: "pod",
            how: "delete",
            namespace: NAMESPACE,
            name: "web-0",
            uid,
            why: "",
            named: false,
        });

    it("leaves another pod that has its name meanwhile, as those of a StatefulSet do, although it is stuck too", async () => {
        assert.equal(await removed("uid-of-an-earlier-one"), "gone");
        assert.deepEqual(writes(server), []);
        assert.equal(await removed("uid-web-0"), "removed");
    });

    it("is asked for again where the API server says when", async () => {
        let left = 1;
        const refused = { code: 429, retryAfter: 0 };
        server.fault = ({ method }) => (method === "DELETE" && left-- > 0 ? refused : undefined);
        assert.equal(await removed("uid-web-0"), "removed");
        assert.equal(server.requests.filter(({ method }) => method === "DELETE").length, 2);
    });
});
