import assert from "node:assert/strict";
import { nodePulls } from "../../../model/gate/nodeStates";
import { DIAGNOSIS_CASES } from "../../support/diagnosisCases";
import { factsOf } from "../../support/diagnosisCases/cluster";
import { IMAGE } from "../../support/images";

describe("a gate that meets what status diagnoses", () => {
    for (const subject of DIAGNOSIS_CASES.filter(({ gate }) => gate !== false)) {
        it(`has the same cause for ${subject.what}`, () => {
            const { nodes, ...facts } = factsOf(subject);
            const image = subject.pods[0]?.containers?.[0]?.image ?? IMAGE;
            const pulls = nodePulls(nodes, { ...facts, image, now: Date.now(), startedAt: 0 });
            const causes = pulls.flatMap(({ state }) => (state.kind === "failing" ? state.failure.cause.name : []));
            const expected = subject.status.cause;
            assert.deepEqual(causes, expected ? [expected] : []);
        });
    }
});
