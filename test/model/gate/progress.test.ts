import assert from "node:assert/strict";
import { type GateQuestion, gateVerdict } from "../../../model/gate/verdict";
import { at, failed, node, pod, pulling, question, readyPod } from "../../support/gateView";
import { PULL_ERRORS } from "../../support/pullErrors";

function progress(different: Partial<GateQuestion>) {
    const verdict = gateVerdict(question(different));
    assert.equal(verdict.state, "wait");
    return verdict.progress;
}

const NODES = ["a", "b", "c"].map((name) => node(name));
const B = pod("b");
const C = pod("c");

describe("the progress of a gate", () => {
    it("counts nodes, names the slowest and estimates by the declared size", () => {
        const events = [pulling(B, 5), pulling(C, 10)];
        const shown = progress({ nodes: NODES, pods: [readyPod("a"), B, C], events, now: at(50) });
        assert.deepEqual(shown, {
            warm: 1,
            total: 3,
            slowest: "b",
            secondsLeft: 80,
            line: "1 of 3 nodes have zoneapi@sha256:0f3a5f6d7b1c; b has been pulling for 45 s; about 80 s left",
        });
    });

    it("expects a whole pull from nodes that have not begun", () => {
        const shown = progress({ nodes: NODES, pods: [readyPod("a"), B], events: [pulling(B, 5)], now: at(50) });
        assert.equal(shown.secondsLeft, 120);
    });

    it("says so when a pull takes longer than its size suggests", () => {
        const shown = progress({ nodes: [node("b")], pods: [B], events: [pulling(B, 0)], now: at(200) });
        assert.equal(shown.secondsLeft, 0);
        assert.match(
            shown.line,
            /^0 of 1 node has .*; b has been pulling for 200 s; it takes longer than its size suggests$/,
        );
    });

    it("names what will be tried again", () => {
        const [text = ""] = PULL_ERRORS.rateLimited;
        const events = [failed(B, text, 5), failed(C, text, 5)];
        const shown = progress({ nodes: NODES, pods: [B, C], events, now: at(10) });
        assert.match(shown.line, /; b and 1 more will try again \(rate limited \(429\)\); about 120 s left$/);
    });

    it("changes its line every five seconds at most", () => {
        const ask = (seconds: number) =>
            progress({ nodes: [node("b")], pods: [B], events: [pulling(B, 0)], now: at(seconds) }).line;
        const lines = new Set(Array.from({ length: 100 }, (_, tenth) => ask(20 + tenth / 10)));
        assert.ok(lines.size <= 4, [...lines].join("\n"));
    });

    it("names the one node that will try again", () => {
        const [text = ""] = PULL_ERRORS.rateLimited;
        const shown = progress({ nodes: [node("b")], pods: [B], events: [failed(B, text, 5)], now: at(10) });
        assert.match(shown.line, /; b will try again \(/);
        assert.equal(shown.slowest, undefined);
    });

    it("takes the first of two nodes that pull for equally long, and the longest of all", () => {
        const slowest = (b: number, c: number) =>
            progress({ nodes: NODES, pods: [B, C], events: [pulling(B, b), pulling(C, c)], now: at(50) }).slowest;
        assert.deepEqual([slowest(5, 5), slowest(5, 4), slowest(4, 5)], ["b", "c", "b"]);
    });

    it("waits for nodes that are not Ready", () => {
        const two = ["a", "b"].map((name) => node(name, { ready: false }));
        assert.match(
            progress({ nodes: two }).line,
            / waits: the 2 nodes that are selected are not Ready, or cordoned$/,
        );
        const shown = progress({ nodes: [node("a", { ready: false })] });
        assert.equal(
            shown.line,
            "zoneapi@sha256:0f3a5f6d7b1c waits: the node that is selected is not Ready, or cordoned",
        );
    });
});
