import assert from "node:assert/strict";
import { blockLines, linePrinter, type WatchState } from "../../../../cli/verbs/watch/printers";
import type { Refusal } from "../../../../model/pods/refusals";
import { waitingPods } from "../../../../model/pods/waiting";
import { kubernetesClient } from "../../../../observe/cluster/client";
import { NodeUsageReader } from "../../../../observe/pods/nodeUsage";
import { ApiServer } from "../../../support/apiServer";
import { at, failed, pod, pulling } from "../../../support/gateView";
import { until } from "../../../support/until";

const POD = pod("aks-7");

function state(now: number, different: Partial<WatchState> = {}): WatchState {
    const events = new Map([[POD.uid, now < 100 ? [pulling(POD, 0)] : [failed(POD, "x509: bad", 100)]]]);
    const waiting = waitingPods({ pods: [POD], events, nodes: new Map(), sizes: new Map(), now: at(now) });
    return { waiting, ended: [], refusals: [], sizes: new Map(), usage: new Map(), now: at(now), ...different };
}

function refusal(text: string): Refusal {
    const owner = { kind: "Deployment", name: "web" };
    return { kind: "ReplicaSet", namespace: "shop", name: "web-7", owner, text, since: at(40), count: 3 };
}

describe("watch when piped", () => {
    it("prints what has changed, and not that time goes by", () => {
        const lines: string[] = [];
        const printer = linePrinter("table", (text) => lines.push(text));
        for (const now of [1, 2, 50, 100, 101, 200]) {
            printer.show(state(now));
        }
        printer.show(state(201, { waiting: [], ended: [{ pod: POD, gone: true }] }));
        assert.equal(lines.length, 3, lines.join(""));
        assert.match(lines[2] ?? "", /apps\/prepull-aks-7 \(aks-7\) is gone\n$/);
    });

    it("prints a workload that is refused its pods once, and that it is no longer", () => {
        const lines: string[] = [];
        const printer = linePrinter("table", (text) => lines.push(text));
        for (const now of [100, 160]) {
            printer.show(state(now, { waiting: [], refusals: [refusal(`pods "web-${now}" is forbidden: quota`)] }));
        }
        printer.show(state(170, { waiting: [] }));
        assert.equal(lines.length, 2, lines.join(""));
        assert.match(
            lines[0] ?? "",
            /ReplicaSet shop\/web-7 of Deployment web has been refused pods for 60 s: pods "web-100"/,
        );
        assert.match(lines[1] ?? "", /ReplicaSet shop\/web-7 of Deployment web is no longer refused pods\n$/);
    });

    it("prints an object a line as JSON", () => {
        const lines: string[] = [];
        linePrinter("json", (text) => lines.push(text)).show(state(100));
        const { at: time, phase, healthy, cause } = JSON.parse(lines[0] ?? "");
        assert.deepEqual(
            [time, phase, healthy, cause],
            ["2026-01-15T12:01:40.000Z", "pullFailing", false, "certificate"],
        );
    });
});

describe("watch on a terminal", () => {
    it("has a line for each pod, with what its node uses", () => {
        const usage = new Map([["aks-7", { cores: 1.25, memoryBytes: 3.4e9 }]]);
        const [head, line, ...others] = blockLines(state(50, { usage }));
        assert.equal(head, "2026-01-15T12:00:50.000Z: 1 pod waiting, 0 of them stuck");
        assert.match(line ?? "", /pulls for 50 s: .*; its node uses 1\.3 cores, 3\.4 GB$/);
        assert.deepEqual(others, []);
    });

    it("says when the cluster is away", () => {
        assert.equal(blockLines(state(50, { away: "no connection" }))[0], "no connection; trying again");
    });
});

describe("what nodes use", () => {
    it("is read from the metrics server", async () => {
        const server = await ApiServer.start();
        server.store.put("nodes", { metadata: { name: "n1" }, usage: { cpu: "250000000n", memory: "1024Ki" } });
        const reader = new NodeUsageReader(
            await kubernetesClient({ kubeconfig: server.kubeconfig }),
            new AbortController().signal,
        );
        reader.refresh();
        await until(() => reader.byNode.size > 0, "the use is known");
        assert.deepEqual(reader.byNode.get("n1"), { cores: 0.25, memoryBytes: 1_048_576 });
        await server.down();
    });
});
