import assert from "node:assert/strict";
import { gateVerdict } from "../../../model/gate/verdict";
import { at, container, event, failed, node, pod, pulling, question } from "../../support/gateView";
import { PULL_ERRORS } from "../../support/pullErrors";

const [RATE_LIMITED = ""] = PULL_ERRORS.rateLimited;

/** A pre-pull on so many nodes, all of them failing, with ten events each. */
function view(count: number) {
    const names = Array.from({ length: count }, (_, index) => `node-${index}`);
    const waiting = container({ reason: "ErrImagePull", message: RATE_LIMITED });
    const pods = names.map((name) => pod(name, { containers: [waiting] }));
    const events = pods.flatMap((one) => [
        pulling(one, 1, 40),
        event(one, "Error: ErrImagePull", 1, 41),
        ...Array.from({ length: 8 }, (_, index) => failed(one, `${RATE_LIMITED} ${index}`, index * 5, 41 + index)),
    ]);
    return question({ nodes: names.map((name) => node(name)), pods, events, now: at(100) });
}

/** How often the verdict reads a field of a node, pod or event: unlike time, the same on a busy machine. */
function reads(count: number): number {
    let total = 0;
    const counted = <T extends object>(records: readonly T[]): T[] =>
        records.map(
            (record) =>
                new Proxy(record, {
                    get: (target, field) => {
                        total++;
                        return Reflect.get(target, field);
                    },
                }),
        );
    const { nodes, pods, events, ...rest } = view(count);
    const verdict = gateVerdict({
        ...rest,
        nodes: counted(nodes),
        pods: counted(pods),
        events: counted(events),
    });
    assert.equal(verdict.state, "wait");
    return total;
}

describe("a gate on many nodes", () => {
    it("reads in proportion to them", () => {
        const ratio = reads(1_000) / reads(100);
        assert.ok(ratio < 15, `10 times the nodes took ${ratio.toFixed(1)} times the reads; 100 would be quadratic`);
    });
});
