import assert from "node:assert/strict";
import type { ContainerFacts, PodFacts } from "../../../model/kubernetes/facts";
import { isSettled } from "../../../model/kubernetes/settled";
import { at, container, pod } from "../../support/gateView";

const RUNS = container({ state: "running" });
const ended = (exitCode: number) => container({ state: "terminated", exitCode });

describe("a pod that needs no look at its events", () => {
    const cases: [string, Partial<PodFacts>, boolean][] = [
        ["is being deleted", { deletedAt: at(1) }, true],
        ["has succeeded", { phase: "Succeeded" }, true],
        ["has failed", { phase: "Failed" }, false],
        ["waits", {}, false],
        ["runs", { phase: "Running", containers: [RUNS] }, true],
        ["runs next to what has completed", { phase: "Running", containers: [RUNS, ended(0)] }, true],
        ["runs next to what has failed", { phase: "Running", containers: [RUNS, ended(1)] }, false],
        ["runs next to what waits", { phase: "Running", containers: [RUNS, container()] }, false],
        [
            "runs next to what nobody tells of",
            { phase: "Running", containers: [RUNS, container({ state: "unknown" })] },
            false,
        ],
        ["has started nothing but what runs", { phase: "Pending", containers: [RUNS] }, false],
        ["waits to end again", { phase: "Running", containers: [waitsAfter(0)] }, false],
    ];
    for (const [what, different, settled] of cases) {
        it(`is ${settled ? "one" : "none"} that ${what}`, () => assert.equal(isSettled(pod("n", different)), settled));
    }

    function waitsAfter(exitCode: number): ContainerFacts {
        return container({ exitCode });
    }
});
