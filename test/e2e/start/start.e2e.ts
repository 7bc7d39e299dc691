// `npm start`, as a newcomer runs it. The only test of the stack `local`: its namespace and its folder are everybody's.
import assert from "node:assert/strict";
import { Child } from "../support/child";
import { madeObjects, objects } from "../support/cluster";

const NAMESPACE = "shop";

describe("npm start", () => {
    let first = "";

    before(async () => {
        first = await start();
    });

    it("shows the answer of the service that it rolled out", () => {
        assert.match(first, /^The service answers: \{"schema":3,"needed":3\}$/m);
    });

    it("shows what each clock allows, and what it took", () => {
        assert.match(first, /^CLOCK +DERIVED +TOOK +ENFORCED BY$/m);
        // Of 300 MB on one node: 180 s for the pull, 60 s to be scheduled, 610 s to recover, 60 s of migration. The gate adds 3 s
        // for the egress that nodes share, once more after a stall, and for the registry's limit of requests.
        assert.match(first, /^pull on one node +180 s /m);
        assert.match(first, /^image on every node +853 s +\d+\.\d s /m);
        assert.match(first, /^migration +910 s +\d+\.\d s /m);
        assert.match(first, /^application +910 s +\d+\.\d s /m);
    });

    it("has migrated only after the image was on every node", async () => {
        const [record] = await objects(NAMESPACE, "configmaps", "app.kubernetes.io/component=image-prepull-record");
        const jobs = await objects(NAMESPACE, "jobs", "app.kubernetes.io/managed-by=aks-image-delivery");
        const job = jobs.at(-1);
        assert.ok(record && job);
        assert.ok(record.metadata.creationTimestamp <= job.metadata.creationTimestamp);
    });

    it("changes nothing when it is run again", async () => {
        const before = await identities();
        const second = await start();
        assert.match(second, /^Resources:\n +\d+ unchanged$/m);
        assert.deepEqual(await identities(), before);
    });

    it("refuses a size that is none, with exit code 1 and without a stack trace", async () => {
        const child = new Child("start/start.ts", ["--size", "much"]);
        assert.equal(await child.exitCode(), 1);
        assert.match(child.output, /much/);
        assert.doesNotMatch(child.output, /^\s+at /m);
    });

    it("refuses an option that it does not have, with exit code 2", async () => {
        const child = new Child("start/start.ts", ["--fast"]);
        assert.equal(await child.exitCode(), 2);
        assert.match(child.output, /unknown option '--fast'/);
    });
});

async function start(): Promise<string> {
    const child = new Child("start/start.ts");
    assert.equal(await child.exitCode(), 0, child.output);
    return child.output;
}

async function identities(): Promise<unknown[]> {
    const made = await madeObjects(NAMESPACE);
    return made.map(({ kind, metadata }) => [kind, metadata.name, metadata.uid, metadata.generation]).sort();
}
