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

    function refuse(name: string): void {
        const workload = { metadata: { name, namespace: NAMESPACE, uid: `uid-${name}` }, spec: { replicas: 2 } };
        server.store.put("replicasets", { ...workload, status: { replicas: 0 } });
        const about = { kind: "ReplicaSet", name, uid: `uid-${name}` };
        const text = `Error creating: pods "${name}-x" is forbidden: quota`;
        server.store.put("events", event(about, "FailedCreate", text));
    }

    const lines = () => printed.trimEnd().split("\n");
    const prints = (line: RegExp) => until(() => line.test(printed), `${line} is printed, after ${printed}`);

    it("prints a line for each change when piped, the nodes that join among them", async () => {
        await prints(/shop\/web-a \(n1\) pulls for \d+ s/);
        stuckPod(server, "web-b");
        server.store.put("pods", runningPod("web-a"));
        refuse("api-7");
        putPrepull(server, "n2", IMAGE, { says: [`Pulling image "${IMAGE}"`] });
        putJoiningNode(server, "n2");
        await prints(/shop\/web-b \(n1\) cannot pull for \d+ s: not found; /);
        await prints(/shop\/web-a \(n1\) runs$/m);
        await prints(/ReplicaSet shop\/api-7 has been refused pods for \d+ s: .* is forbidden: quota$/m);
        await prints(/ n2 has been joining for 3\d s: shop\/prepull-\S+ \(n2\) pulls: /m);
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "web-b");
        putPrepull(server, "n2", IMAGE, { ready: true });
        await prints(/shop\/web-b \(n1\) is gone$/m);
        await prints(/ n2 has been joining for 3\d s: every image of namespace shop is there/);
        putJoiningNode(server, "n2", { taint: null });
        await prints(/ n2 is held back no more, after 3\d s$/m);
    });

    it("prints each change once", () => {
        const subjects = lines().map((line) => / (shop\/(?:web|prepull)\S+|ReplicaSet|n2) /.exec(line)?.[1] ?? line);
        const twice = ["shop/web-a", "shop/web-b", subjects.find((one) => one.startsWith("shop/prepull"))];
        assert.deepEqual(subjects.sort(), ["ReplicaSet", "n2", "n2", "n2", ...twice, ...twice].sort(), printed);
    });

    it("ends with 0 on Ctrl-C, and has changed nothing", async () => {
        const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve([code, signal])));
        child.kill("SIGINT");
        assert.deepEqual(await ended, [0, null]);
        await until(() => server.watchCount === 0, "no watch is left");
        assert.deepEqual(writes(server), []);
    });
});
