// `image-delivery timeouts --from-history`: the pulls that `history` kept, without asking the cluster for anything.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterStore } from "../../../../cli/verbs/history/clusterStore";
import type { PullRecord } from "../../../../model/pulls/statistics";
import { timeoutChain } from "../../../../model/timeouts/chain";
import { kubernetesClient } from "../../../../observe/cluster/client";
import { ApiServer } from "../../../support/apiServer";
import { runHere } from "../../../support/runHere";

describe("image-delivery timeouts --from-history", () => {
    let server: ApiServer;
    let folder: string;

    before(async () => {
        server = await ApiServer.start();
    });
    after(() => server.down());
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "history-"));
        process.env.XDG_STATE_HOME = folder;
    });
    afterEach(() => {
        delete process.env.XDG_STATE_HOME;
        rmSync(folder, { recursive: true, force: true });
    });

    const run = (...words: string[]) =>
        runHere(["timeouts", "650MB", "--from-history", "--kubeconfig", server.kubeconfig, ...words]);

    async function keep(seconds: readonly number[]): Promise<void> {
        const records = seconds.map((each, index) => pull(`pod-${index}`, each));
        await clusterStore(await kubernetesClient({ kubeconfig: server.kubeconfig })).add(records);
    }

    it("prints the chain of the measured rate next to the table's, and what to declare", async () => {
        await keep([60, 500, 650]);
        const { code, stdout, stderr } = await run();
        assert.equal(code, 0, stderr);
        assert.match(
            stdout,
            /^Timeouts of a rollout of an image of 650 MB\n\nCLOCK +TABLE +MEASURED\npull +300 +976\n/,
        );
        assert.match(
            stdout,
            /On fake in the last 90 days, 3 pulls of 50 MB and more: p50 1\.3MB\/s, .* slowest 1MB\/s\n/,
        );
        assert.match(stdout, /\npullRate: 666kB\/s \(the slowest with a margin of 1\.5: .* needs 1,000 pulls\)\n$/);
        assert.equal(server.requests.length, 0);
    });

    it("says so where the table allows for the rate already", async () => {
        await keep([20, 30]);
        const { stdout } = await run();
        assert.match(stdout, /leave pullRate out for images of this size\.\n$/);
    });

    it("prints both chains as JSON, and the measured one for a shell and for Helm", async () => {
        await keep([650]);
        const answer = JSON.parse((await run("--nodes", "7", "--format", "json")).stdout);
        assert.equal(answer.history.pullRate, "666kB/s");
        const shape = { imageBytes: 650_000_000, nodes: 7 };
        assert.deepEqual(answer.table, timeoutChain(shape));
        assert.deepEqual(answer.measured, timeoutChain({ ...shape, bytesPerSecond: 666_000 }));
        assert.match((await run("--format", "env")).stdout, /^PULL_TIMEOUT_SECONDS=976\n/);
    });

    it("ends with 2 and says what to run where no pull is kept", async () => {
        const { code, stderr } = await run();
        assert.equal(code, 2);
        assert.match(
            stderr,
            /--from-history: no pull of 50 MB or more on fake is kept on this machine; run `image-delivery history`/,
        );
    });
});

function pull(pod: string, seconds: number): PullRecord {
    const where = { image: "acr1.azurecr.io/shop:1", node: "a", namespace: "shop", pod };
    return { key: pod, ...where, at: Date.now() - 60_000, seconds, waitingSeconds: 0, bytes: 650_000_000 };
}
