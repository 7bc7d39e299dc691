import assert from "node:assert/strict";
import type { UnstickReport } from "../../../cli/verbs/unstick";
import type { ApiServer } from "../../support/apiServer";
import { access, startCluster, stuckPod } from "../../support/cluster";
import { runHere } from "../../support/runHere";

describe("image-delivery unstick, of a cluster that refuses", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        stuckPod(server, "web-a");
        stuckPod(server, "web-b");
    });
    afterEach(() => server.down());

    const unstick = (...words: string[]) => runHere(["unstick", ...words, ...access(server)]);

    it("goes on with the others, and says which was refused and why", async () => {
        const message = 'admission webhook "keep" denied the request: web-a stays';
        server.fault = ({ method, path }) =>
            method === "DELETE" && path.endsWith("/web-a") ? { code: 403, message } : undefined;
        const { code, stdout } = await unstick("--yes");
        assert.equal(code, 1, stdout);
        assert.match(stdout, /^pod\/web-a was not deleted: .*web-a\s+stays.*\npod\/web-b deleted\n$/ms);
    });

    it("says in JSON what went and what was refused", async () => {
        server.fault = ({ method, path }) =>
            method === "DELETE" && path.endsWith("/web-b") ? { code: 403, message: "web-b stays" } : undefined;
        const { code, stdout } = await unstick("--yes", "-o", "json");
        assert.equal(code, 1);
        const results = (JSON.parse(stdout) as UnstickReport).removals.map(({ name, result, reason }) => [
            name,
            result,
            reason?.includes("web-b stays"),
        ]);
        assert.deepEqual(results, [
            ["web-a", "removed", undefined],
            ["web-b", "refused", true],
        ]);
    });
});
