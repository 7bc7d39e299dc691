import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import type { ApiServer } from "../../../support/apiServer";
import { access, NAMESPACE, pullingPod, runningPod, startCluster, stuckPod, writes } from "../../../support/cluster";
import { IMAGE } from "../../../support/images";
import { putHold, putJoiningNode, putPrepull } from "../../../support/joiningNodes";
import { event } from "../../../support/objects";
import { command } from "../../../support/run";
import { until } from "../../../support/until";

describe("image-delivery watch", () => {
    let server: ApiServer;
    let child: ChildProcess;
    let printed: string;

    before(async () => {
        server = await startCluster();
        putHold(server);
        pullingPod(server, "web-a");
        child = spawn(process.execPath, command(["watch", ...access(server)]), {
            stdio: ["ignore", "pipe", "inherit"],
        });
        printed = "";
        child.stdout?.setEncoding("utf8").on("data", (text: string) => {
            printed += text;
        });
    });
    after(async () => {
        child.kill("SIGKILL");
        await server.down();
    });

    const lines = () => printed.trimEnd().split("\n");
    const prints = (line: RegExp) => until(() => line.test(printed), `${line} is printed, after ${printed}`);

    it("prints a line for each change when piped", async () => {
        await prints(/shop\/web-a \(n1\) pulls for \d+ s/);
        stuckPod(server, "web-b");
        await prints(/shop\/web-b \(n1\) cannot pull for \d+ s: not found; /);
        server.store.put("pods", runningPod("web-a"));
        await prints(/shop\/web-a \(n1\) runs$/m);
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "web-b");
        await prints(/shop\/web-b \(n1\) is gone$/m);
        const about = { kind: "ReplicaSet", name: "api-7", uid: "uid-api-7" };
        const workload = { metadata: { name: "api-7", namespace: NAMESPACE, uid: "uid-api-7" }, spec: { replicas: 2 } };
        server.store.put("replicasets", { ...workload, status: { replicas: 0 } });
        server.store.put("events", event(about, "FailedCreate", 'Error creating: pods "api-7-x" is forbidden: quota'));
        await prints(/ReplicaSet shop\/api-7 has been refused pods for \d+ s: .* is forbidden: quota$/m);
        assert.equal(lines().length, 5, printed);
    });

    it("prints a node that joins, until it is let in", async () => {
        putPrepull(server, "n2", IMAGE, { says: [`Pulling image "${IMAGE}"`] });
        putJoiningNode(server, "n2");
        await prints(/ n2 has been joining for 3\d s: shop\/prepull-\S+ \(n2\) pulls: /m);
        putPrepull(server, "n2", IMAGE, { ready: true });
        await prints(/ n2 has been joining for 3\d s: every image of namespace shop is there/);
        putJoiningNode(server, "n2", { taint: null });
        await prints(/ n2 is held back no more, after 3\d s$/m);
    });

    it("ends with 0 on Ctrl-C, and has changed nothing", async () => {
        const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve([code, signal])));
        child.kill("SIGINT");
        assert.deepEqual(await ended, [0, null]);
        await until(() => server.watchCount === 0, "no watch is left");
        assert.deepEqual(writes(server), []);
    });
});
