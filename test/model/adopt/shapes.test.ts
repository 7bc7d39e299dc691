import assert from "node:assert/strict";
import fc from "fast-check";
import { Application } from "../../../components/workload/application";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { describeDeployment } from "../../../model/adopt/application";
import type { Change } from "../../../model/adopt/description";
import { describeJob } from "../../../model/adopt/migration";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { podDifferences } from "../../support/podDifferences";
import { SHAPES } from "../../support/shapes/all";
import { randomShape } from "../../support/shapes/random";
import type { Shape } from "../../support/shapes/shape";

/** What is compared elsewhere: the rest of the object, and the name of its container. */
const BESIDES = /^spec\.(selector|progressDeadlineSeconds|activeDeadlineSeconds|containers\[[^\]]+\]\.name)$/;

/** The pod's differences that are not listed, and what is listed without being one. */
async function unlisted({ kind, spec }: Pick<Shape, "kind" | "spec">) {
    const { args, changes } = kind === "Deployment" ? describeDeployment(spec) : describeJob(spec);
    const given = { namespace: "shop", size: "100MB", ...args } as never;
    const program = () => (kind === "Deployment" ? new Application("api", given) : new MigrationJob("api", given));
    const { inputs } = (await recorded(program)).one(kind);
    const main = kind === "Deployment" ? "application" : "migration";
    const paths = podDifferences(spec.template, inputs.spec.template, main);
    const listed = changes.filter(({ field }) => !BESIDES.test(field));
    return {
        different: paths.filter((path) => !listed.some((one) => isAbout(one, path))),
        same: listed.filter((one) => !paths.some((path) => isAbout(one, path))).map(({ field }) => field),
        inputs,
    };
}

function isAbout({ field }: Change, path: string): boolean {
    return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

const NONE_LEFT = { different: [], same: [] };

describe("what runs, as arguments", () => {
    before(() => void fakeCluster());
    after(realCluster);

    for (const shape of SHAPES) {
        it(`gives the same pod, or lists the difference: ${shape.name}`, async () => {
            const { inputs, ...left } = await unlisted(shape);
            assert.deepEqual(left, NONE_LEFT);
            const { strategy, minReadySeconds, revisionHistoryLimit, replicas, backoffLimit } = shape.spec;
            const own = { strategy, minReadySeconds, revisionHistoryLimit, replicas, backoffLimit };
            for (const [field, value] of Object.entries(own)) {
                assert.deepEqual(inputs.spec[field], value, field);
            }
        });
    }

    it("gives the same pod, or lists the difference, for any pod", async () => {
        const property = fc.asyncProperty(randomShape, async (shape) => {
            const { inputs: _inputs, ...left } = await unlisted(shape);
            assert.deepEqual(left, NONE_LEFT);
        });
        await fc.assert(property, { numRuns: 25 });
    });
});
