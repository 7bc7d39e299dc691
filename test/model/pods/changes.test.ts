import assert from "node:assert/strict";
import type { PodFacts } from "../../../model/kubernetes/facts";
import { WatchChanges } from "../../../model/pods/changes";
import { diagnosePod } from "../../../model/pods/diagnosis";
import { RefusalChanges, refusalLine } from "../../../model/pods/refusalChanges";
import type { Refusal } from "../../../model/pods/refusals";
import { at, failed, pod, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const NO_SIZES = new Map<string, number>();

describe("what watch tells of the pods that wait", () => {
    const one = pod("aks-7");
    const pulls = (now: number) => diagnosePod(one, [pulling(one, 0)], undefined, at(now));
    const fails = diagnosePod(one, [failed(one, "x509: bad", 20)], undefined, at(30));
    const told = (changes: WatchChanges, waiting = [pulls(10)]) => changes.since(waiting, [], NO_SIZES, at(10));

    it("is each story once, and a new one again", () => {
        const changes = new WatchChanges();
        const [first, ...others] = changes.since([pulls(10)], [], NO_SIZES, at(10));
        assert.deepEqual(others, []);
        assert.deepEqual(first, {
            at: "2026-01-15T12:00:10.000Z",
            namespace: "apps",
            name: "prepull-aks-7",
            node: "aks-7",
            phase: "pulling",
            line: `apps/prepull-aks-7 (aks-7) pulls for 10 s: ${IMAGE}: pulling; its size is unknown`,
            healthy: true,
        });
        assert.deepEqual(told(changes, [pulls(20)]), []);
        const [worse] = told(changes, [fails]);
        assert.deepEqual([worse?.phase, worse?.healthy, worse?.cause], ["pullFailing", false, "certificate"]);
        assert.equal(told(changes)[0]?.phase, "pulling");
    });

    it("measures a pull where the size is known", () => {
        const [first] = new WatchChanges().since([pulls(150)], [], new Map([[IMAGE, 650e6]]), at(150));
        assert.match(first?.line ?? "", /for 2 min, about 50 % of the time/);
    });

    const ends: [string, Partial<PodFacts>, boolean, string, string][] = [
        ["runs", { phase: "Running" }, false, "running", "runs"],
        ["has completed", { phase: "Succeeded" }, false, "done", "has completed"],
        ["is being deleted", { deletedAt: at(20) }, false, "terminating", "is being deleted"],
        ["is gone", { deletedAt: at(20) }, true, "gone", "is gone"],
    ];
    for (const [what, different, gone, phase, text] of ends) {
        it(`is that a pod ${what}, if it was told that it waits, and once`, () => {
            const changes = new WatchChanges();
            const ended = [{ pod: { ...one, ...different }, gone }];
            const end = () => changes.since([], ended, NO_SIZES, at(30));
            assert.deepEqual(end(), []);
            told(changes);
            const { namespace, name, node } = one;
            const line = `apps/prepull-aks-7 (aks-7) ${text}`;
            assert.deepEqual(end(), [
                { at: "2026-01-15T12:00:30.000Z", namespace, name, node, phase, line, healthy: true },
            ]);
            assert.deepEqual(end(), []);
        });
    }

    it("names no node where there is none", () => {
        const lonely = pod(undefined);
        const changes = new WatchChanges();
        changes.since([diagnosePod(lonely, [], undefined, at(1))], [], NO_SIZES, at(1));
        const [end] = changes.since([], [{ pod: lonely, gone: true }], NO_SIZES, at(2));
        assert.deepEqual([end?.line, end && "node" in end], ["apps/prepull-pending is gone", false]);
    });
});

describe("what watch tells of workloads that are refused their pods", () => {
    const refusal = (text: string, different: Partial<Refusal> = {}): Refusal => ({
        kind: "ReplicaSet",
        namespace: "apps",
        name: "shop-1",
        text,
        since: at(-90),
        count: 3,
        ...different,
    });
    const quota = (name: string) => refusal(`pods "${name}" is forbidden: exceeded quota`);

    it("is each text once, whatever pod it names, and that it is over", () => {
        const changes = new RefusalChanges();
        const lines = (refusals: Refusal[]) =>
            changes.since(refusals, at(0)).map(({ phase, line, healthy }) => [phase, line, healthy]);
        const line =
            'ReplicaSet apps/shop-1 has been refused pods for 90 s: pods "shop-1-a" is forbidden: exceeded quota';
        assert.deepEqual(lines([quota("shop-1-a")]), [["refused", line, false]]);
        assert.deepEqual(lines([quota("shop-1-b")]), []);
        assert.match(String(lines([refusal("denied")])[0]?.[1]), /: denied$/);
        assert.deepEqual(lines([]), [["accepted", "ReplicaSet apps/shop-1 is no longer refused pods", true]]);
        assert.deepEqual(lines([]), []);
    });

    it("is about each workload on its own", () => {
        const changes = new RefusalChanges();
        const [first, second] = changes.since([refusal("no"), refusal("no", { name: "cart-1" })], at(0));
        assert.deepEqual([first?.name, second?.name, first?.kind], ["shop-1", "cart-1", "ReplicaSet"]);
        assert.deepEqual([first?.namespace, first?.at], ["apps", "2026-01-15T12:00:00.000Z"]);
        assert.deepEqual(
            changes.since([refusal("no")], at(0)).map(({ name, phase }) => [name, phase]),
            [["cart-1", "accepted"]],
        );
    });

    it("names the owner, and no time before it began", () => {
        const owned = refusal("no", { owner: { kind: "Deployment", name: "shop" }, since: at(20) });
        assert.equal(
            refusalLine(owned, at(0)),
            "ReplicaSet apps/shop-1 of Deployment shop has been refused pods for 0 s: no",
        );
    });
});
