import assert from "node:assert/strict";
import { type StatusFault, statusReport } from "../../../model/pods/status";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { DIAGNOSIS_CASES } from "../../support/diagnosisCases";
import type { DiagnosisCase } from "../../support/diagnosisCases/case";
import { factsOf } from "../../support/diagnosisCases/cluster";

/** Texts of pulls are tested with the causes, and refusals need what observe/ reads of their workloads. */
const OF_PODS = DIAGNOSIS_CASES.filter(({ status, objects }) => !status.cause && !status.workload && !objects);

function faultsOf(subject: DiagnosisCase): readonly StatusFault[] {
    const { pods, events, nodes } = factsOf(subject);
    const byName = new Map(nodes.map((one) => [one.name, one]));
    const view = { pods, events: eventsByObject(events), nodes: byName, sizes: new Map(), now: Date.now() };
    return statusReport(view, pods.length).faults;
}

/** What a reader is told of a fault, in whatever order. */
function toldOf({ explanation, text, advice, pods }: StatusFault): string {
    return [explanation, text, advice, ...pods.map(({ line }) => line)].join(" ");
}

function says(text: string, wanted: string | RegExp): boolean {
    return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}

describe("the faults of other people's pods that are not about an image", () => {
    for (const subject of OF_PODS.filter(({ status }) => status.cause !== undefined)) {
        it(`are one for ${subject.what}`, () => {
            const { node = "", never = [] } = subject.status;
            const [fault, ...others] = faultsOf(subject);
            assert.ok(fault);
            assert.deepEqual(others, []);
            assert.ok(fault.obstacle && !("cause" in fault) && !("image" in fault));
            assert.ok(toldOf(fault).includes(node));
            for (const words of never) {
                assert.ok(!says(toldOf(fault), words), `${words} is said`);
            }
        });
    }

    for (const subject of OF_PODS.filter(({ status }) => status.code === 0)) {
        it(`are none for ${subject.what}`, () => assert.deepEqual(faultsOf(subject), []));
    }
});
