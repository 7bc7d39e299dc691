import assert from "node:assert/strict";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { Application } from "../../../components/workload/application";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { podDifferences } from "../../support/podDifferences";
import type { RecordedResource } from "../../support/recordedResource";
import { SHAPES } from "../../support/shapes/all";
import { ESTATE, ESTATE_ROLLOUT } from "../../support/shapes/estate";
import { IMAGE, type Shape } from "../../support/shapes/shape";

/** What the components add where the pod says nothing: for "restricted", and the labels by which they find their pods. */
const ADDED = [
    /^metadata\.labels\[app\.kubernetes\.io\/(component|instance|managed-by)\]$/,
    /^spec\.automountServiceAccountToken$/,
    /^spec\.securityContext\.(runAsNonRoot|seccompProfile)$/,
    /\.securityContext\.(allowPrivilegeEscalation|capabilities)$/,
];
/** And where it does not say as whom it runs. */
const USER = /^spec\.securityContext\.(runAsUser|runAsGroup|fsGroup|fsGroupChangePolicy)$/;

function differences({ kind, spec }: Shape, { inputs }: RecordedResource): string[] {
    const main = kind === "Deployment" ? "application" : "migration";
    const added = spec.template.spec.securityContext?.runAsUser === undefined ? [...ADDED, USER] : ADDED;
    return podDifferences(spec.template, inputs.spec.template, main).filter(
        (path) => !added.some((pattern) => pattern.test(path)),
    );
}

/** The same pod as a migration, where nothing in it is for an application alone; undefined where something is. */
function asMigration({ name, kind, spec, args }: Shape): Shape | undefined {
    const { port, replicas, spec: own, ...rest } = args;
    if (kind === "Job" || port !== undefined || replicas !== undefined || own !== undefined) {
        return undefined;
    }
    const failing = { ...spec.template.spec, restartPolicy: "Never" };
    const renamed = JSON.parse(JSON.stringify(rest).replaceAll('"name":"application"', '"name":"migration"'));
    return { name, kind: "Job", spec: { template: { ...spec.template, spec: failing } }, args: renamed };
}

async function rendered({ kind, args }: Shape): Promise<RecordedResource> {
    const given = { namespace: "shop", image: IMAGE, size: "650MB", ...args };
    const program = () => (kind === "Deployment" ? new Application("api", given) : new MigrationJob("api", given));
    return (await recorded(program)).one(kind);
}

describe("the components say what public applications deploy", () => {
    before(() => void fakeCluster());
    after(realCluster);

    for (const shape of SHAPES) {
        it(shape.name, async () => {
            const object = await rendered(shape);
            assert.deepEqual(differences(shape, object), []);
            const { template: _template, activeDeadlineSeconds = 0, ...own } = shape.spec;
            const { replicas, strategy, minReadySeconds, revisionHistoryLimit, backoffLimit } = object.inputs.spec;
            const said = { replicas, strategy, minReadySeconds, revisionHistoryLimit, backoffLimit };
            for (const [field, value] of Object.entries(own)) {
                assert.deepEqual(said[field as keyof typeof said], value, field);
            }
            assert.ok(shape.kind === "Deployment" || object.inputs.spec.activeDeadlineSeconds > activeDeadlineSeconds);
        });
    }

    it("the same pods as migrations", async () => {
        const shapes = SHAPES.flatMap((shape) => asMigration(shape) ?? []);
        assert.ok(shapes.length > 10);
        for (const shape of shapes) {
            assert.deepEqual(differences(shape, await rendered(shape)), [], shape.name);
        }
    });

    describe("several services behind one migration, whose Jobs were hooks of a chart", () => {
        it("has the same pods, each under a name of its own", async () => {
            const { resources } = await recorded(() => new ImageRollout("billing", ESTATE_ROLLOUT));
            for (const [name, shape] of Object.entries(ESTATE)) {
                const [object, second] = resources.filter(
                    (one) => one.type.endsWith(`:${shape.kind}`) && one.name === `billing-${name}`,
                );
                assert.ok(object && second === undefined, name);
                assert.deepEqual(differences(shape, object), [], name);
            }
        });

        it("has a Service in front, which selects the pods of its application only", async () => {
            const { one } = await recorded(() => new ImageRollout("billing", ESTATE_ROLLOUT));
            const { selector } = one("Service").inputs.spec;
            const labels = (name: string) => one("Deployment", name).inputs.spec.template.metadata.labels;
            const selects = (name: string) =>
                Object.entries(selector).every(([key, value]) => labels(name)[key] === value);
            assert.deepEqual([selects("billing-web"), selects("billing-worker")], [true, false]);
        });
    });
});
