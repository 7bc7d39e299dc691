// `npm start` on a platform of which a part has ended. Among the tests of nodes, which run one after the other: it ends what all need.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { startPlatform } from "../../../platform/kubernetes/platform";
import { endProcesses, platformProcesses } from "../../../platform/kubernetes/processes";

const CONTROLLERS = ["kube-controller-manager", "kube-scheduler"];
const SILENT = { done: () => {}, running: () => {} };

/** Longer than Kubernetes' controllers wait for an API server before they end: 10 s. */
const SLOW_START_MS = 13_000;

describe("npm start", () => {
    afterEach(() => startPlatform({ progress: SILENT }));

    for (const program of CONTROLLERS) {
        it(`starts ${program} again`, async () => {
            await endProcesses(processes([program]), 0);
            await startPlatform({ progress: SILENT });
            assert.equal(processes([program]).length, 1);
        });
    }

    it("leaves no controller ended where the API server answers late", async () => {
        await endProcesses(processes([...CONTROLLERS, "kube-apiserver"]), 0);
        const [etcd] = processes(["etcd"]);
        assert.ok(etcd);
        process.kill(etcd.pid, "SIGSTOP");
        const started = startPlatform({ progress: SILENT });
        try {
            await Promise.race([started, sleep(SLOW_START_MS)]);
        } finally {
            process.kill(etcd.pid, "SIGCONT");
        }
        await started;
        assert.equal(processes(CONTROLLERS).length, CONTROLLERS.length);
    });
});

function processes(programs: readonly string[]) {
    return platformProcesses().filter(({ program }) => programs.includes(program));
}
