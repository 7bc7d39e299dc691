import assert from "node:assert/strict";
import { type KubernetesObject, objects } from "../support/cluster";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

const NAME = "e2e-several";
const FAULT = "no such column: orders.total";

describe("two applications and three migrations in one rollout", () => {
    const scenario = new Scenario(NAME);
    let image: string;
    let failed: Ran;
    let schema: KubernetesObject | undefined;

    before(async () => {
        await scenario.prepare();
        ({ reference: image } = await freshImage("e2e/several", { sample: true }));
        failed = await upWith({ FAIL: FAULT });
    });
    after(() => scenario.remove());

    describe("whose second migration fails", () => {
        it("fails with the migration's own log", () => {
            assert.ok(failed.failure, failed.output);
            assert.match(failed.output, /the end of the log of job\/shop-data-/);
            assert.match(failed.output, /no such column: orders\.total/);
        });

        it("keeps what came before, and stops exactly what comes after", async () => {
            const jobs = await objects(NAME, "jobs");
            [schema] = jobs;
            assert.deepEqual(jobs.map(nameOf), ["shop-schema", "shop-data"]);
            assert.deepEqual(
                jobs.map(({ status }) => status.succeeded ?? 0),
                [1, 0],
            );
            inOrder(schema?.status.completionTime, jobs[1]?.metadata.creationTimestamp ?? "never");
            assert.deepEqual(await objects(NAME, "deployments,services"), []);
        });
    });

    describe("once that is fixed", () => {
        let jobs: KubernetesObject[];
        let deployments: KubernetesObject[];

        before(async () => {
            const { failure, output } = await upWith({});
            assert.equal(failure, undefined, output);
            [jobs, deployments] = await Promise.all([objects(NAME, "jobs"), objects(NAME, "deployments")]);
        });

        it("does not run the first migration again", () => {
            assert.equal(jobs.find((job) => nameOf(job) === "shop-schema")?.metadata.uid, schema?.metadata.uid);
        });

        it("runs the migrations one after another, then both applications, then the migration that is to come after", () => {
            assert.deepEqual(jobs.map(nameOf), ["shop-schema", "shop-data", "shop-reindex"]);
            assert.deepEqual(deployments.map(({ metadata }) => metadata.name).sort(), ["shop-web", "shop-worker"]);
            const [first, second, last] = jobs.map(({ metadata, status }) => ({
                from: metadata.creationTimestamp,
                to: status.completionTime as string,
            }));
            assert.ok(first && second && last);
            const started = deployments.map(({ metadata }) => metadata.creationTimestamp);
            const available = deployments.map(availableAt);
            inOrder(first.from, first.to, second.from, second.to, ...started.sort());
            inOrder(second.to, ...available.sort(), last.from, last.to);
        });

        it("gives the outputs by the names of applications and migrations, and a Service that selects its pods", async () => {
            const [service] = await objects(NAME, "services");
            const pods = await objects(NAME, "pods", selectorText(service?.spec.selector));
            assert.equal(service?.metadata.name, "shop-web");
            assert.deepEqual(
                pods.map(({ metadata }) => metadata.labels?.["app.kubernetes.io/instance"]),
                ["shop-web"],
            );
        });

        it("leaves nothing to change", async () => {
            assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        });
    });

    function upWith(env: Record<string, string>): Promise<Ran> {
        const { migration, application } = sampleRollout(NAME, image);
        const waits = { ...migration.env, MIGRATE_SECONDS: "2" };
        const rollout = {
            ...sampleRollout(NAME, image, { name: "shop", migration: undefined, application: undefined }),
            migrations: [
                { ...migration, name: "schema", env: waits },
                { ...migration, name: "data", env: { ...waits, ...env } },
                { ...migration, name: "reindex", env: waits, after: true },
            ],
            applications: [
                { ...application, name: "web", service: { port: 80 } },
                { ...application, name: "worker", port: undefined, readinessPath: undefined },
            ],
        };
        scenario.configure({ rollout });
        return scenario.up();
    }
});

/** Without the hashes of what a Job runs. */
function nameOf({ metadata }: KubernetesObject): string {
    return metadata.name.replace(/(-[0-9a-f]{8,12}){2}$/, "");
}

function availableAt({ status }: KubernetesObject): string {
    const conditions = status.conditions as { type: string; status: string; lastTransitionTime: string }[];
    return conditions.find(({ type }) => type === "Available")?.lastTransitionTime ?? "never";
}

/** Times of the API server, which are whole seconds. */
function inOrder(...times: string[]): void {
    assert.deepEqual(times, [...times].sort());
}

function selectorText(labels: Readonly<Record<string, string>>): string {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
}
