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

/** The fastest of three, which a busy machine disturbs least. */
function milliseconds(run: () => unknown): number {
    const times = [1, 2, 3].map(() => {
        const start = performance.now();
        run();
        return performance.now() - start;
    });
    return Math.min(...times);
}

describe("a gate on many nodes", () => {
    it("takes time in proportion to them", () => {
        const few = view(100);
        const many = view(1_000);
        assert.equal(gateVerdict(many).state, "wait");
        const ratio = milliseconds(() => gateVerdict(many)) / milliseconds(() => gateVerdict(few));
        assert.ok(
            ratio < 40,
            `10 times the nodes took ${ratio.toFixed(1)} times as long; 100 times would be quadratic`,
        );
    });
});
