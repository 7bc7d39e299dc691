import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { jobLogTail, podLogTail } from "../../../observe/pods/logs";
import { ApiServer } from "../../support/apiServer";
import { NAMESPACE } from "../../support/objects";
import { type ContainerShape, podObject } from "../../support/podObjects";

const JOB = { namespace: NAMESPACE, name: "zone-1" };

describe("the end of a log", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    const query = () => Object.fromEntries(server.requests.at(-1)?.query ?? []);

    it("is asked for in lines, and not in bytes, which count from its beginning", async () => {
        server.logs.set("p1", "one\n\n\u001b[0m\ntwo\n\n");
        assert.deepEqual(await podLogTail(client, NAMESPACE, "p1"), ["one", "two"]);
        assert.deepEqual(query(), { tailLines: "20" });
    });

    it("is cut where the API server sends more lines than asked for, and where a line never ends", async () => {
        server.logs.set("p1", `one\r${"a".repeat(600)}`);
        const [line = "", ...others] = await podLogTail(client, NAMESPACE, "p1", 1);
        assert.deepEqual([line.length <= 501, others], [true, []]);
    });

    it("is none of a pod that is gone", async () => {
        server.fault = () => ({ code: 404 });
        assert.deepEqual(await podLogTail(client, NAMESPACE, "p1"), []);
    });

    it("cannot be told without the right to read it", async () => {
        server.fault = () => ({ code: 403 });
        await assert.rejects(podLogTail(client, NAMESPACE, "p1"), /no permission to get pods\/log "p1"/);
    });

    function pod(name: string, containers: ContainerShape[], minutes = 0): void {
        const labels = { "job-name": JOB.name };
        const phase = containers.some(({ state }) => state === 1) ? "Failed" : "Running";
        server.store.put("pods", podObject({ name, containers, minutes, metadata: { labels }, status: { phase } }));
        server.logs.set(name, `of ${name}`);
    }

    it("is that of the Job's newest pod, where none has failed", async () => {
        pod("old", [{ state: "running" }], 5);
        pod("new", [{ state: "running" }], 1);
        pod("older", [{ state: "running" }], 9);
        assert.deepEqual(await jobLogTail(client, JOB), ["of new"]);
        assert.equal(query().tailLines, "20");
    });

    it("is that of the container that failed, such as an init container", async () => {
        pod("a", [{ name: "wait", kind: "init", state: 0 }, { name: "init", kind: "init", state: 1 }, { name: "app" }]);
        await jobLogTail(client, JOB, 7);
        assert.deepEqual([query().container, query().tailLines], ["init", "7"]);
    });

    it("is that of the main container, where none has failed", async () => {
        pod("a", [
            { name: "proxy", kind: "sidecar", state: "running" },
            { name: "app", state: "running" },
        ]);
        await jobLogTail(client, JOB);
        assert.equal(query().container, "app");
    });
});
