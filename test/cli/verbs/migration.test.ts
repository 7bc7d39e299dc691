import assert from "node:assert/strict";
import type { ApiServer } from "../../support/apiServer";
import { access, job, jobPod, NAMESPACE, ownedBy, startCluster, stuckPod, tell, writes } from "../../support/cluster";
import { IMAGE } from "../../support/images";
import { runHere } from "../../support/runHere";

const OF_COMPONENT = {
    "app.kubernetes.io/managed-by": "aks-image-delivery",
    "app.kubernetes.io/component": "migration",
    "app.kubernetes.io/instance": "zone",
};

describe("image-delivery migration", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
    });
    afterEach(() => server.down());

    const migration = (...words: string[]) => runHere(["migration", ...words, ...access(server)]);

    it("exits 0 for one that has completed, found by the name of its component", async () => {
        server.store.put("jobs", job("zone-12ab", OF_COMPONENT, "Complete"));
        server.logs.set("zone-12ab-x1", "one\ntwo\nthree");
        server.store.put("pods", jobPod("zone-12ab", "Succeeded", { "job-name": "zone-12ab" }));
        const { code, stdout } = await migration("zone", "--lines", "2");
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^job {7}shop\/zone-12ab: completed in/);
        assert.match(stdout, /next {6}Nothing to do: it completed\.\n\nThe end of its log:\n {2}two\n {2}three\n$/);
    });

    it("exits 1 for one that is stuck in its pull, with the cause and the next step", async () => {
        const running = job("zone-12ab", OF_COMPONENT);
        const startTime = new Date(Date.now() - 60_000).toISOString();
        server.store.put("jobs", {
            ...running,
            spec: { ...(running.spec as object), activeDeadlineSeconds: 970 },
            status: { active: 1, startTime },
        });
        stuckPod(server, "zone-12ab-abcde", { owner: ownedBy("zone-12ab") });
        labelPod("zone-12ab-abcde", "zone-12ab");
        const { code, stdout } = await migration("zone-12ab", "--output", "json");
        const report = JSON.parse(stdout);
        assert.deepEqual([code, report.state, report.cause], [1, "stuck", "notFound"]);
        assert.equal(report.deadline.seconds, 970);
        assert.ok(report.deadline.leftSeconds > 850 && report.deadline.leftSeconds <= 910);
        assert.match(report.next, /image-delivery tags acr1\.azurecr\.io\/zoneapi/);
    });

    it("says that the deadline came during the pull, although the pod is gone", async () => {
        const failed = job("zone-12ab", {});
        const conditions = [{ type: "Failed", status: "True", reason: "DeadlineExceeded", message: "too long" }];
        server.store.put("jobs", { ...failed, status: { conditions } });
        // A pod of another Job whose name begins with this one's.
        tell(server, "zone-12ab-extra-abcde", "Failed", `Failed to pull image "${IMAGE}": x509: bad`);
        tell(server, "zone-12ab-abcde", "Pulling", `Pulling image "${IMAGE}"`);
        tell(server, "zone-34cd-abcde", "Failed", `Failed to pull image "${IMAGE}": x509: bad`);
        const { code, stdout } = await migration("zone-12ab");
        assert.equal(code, 1);
        assert.match(
            stdout.replace(/\s+/g, " "),
            /it ended before acr1\.azurecr\.io\/zoneapi:1 was pulled; DeadlineEx/,
        );
        assert.match(stdout, /next {6}Put the image on the nodes before the migration starts/);
    });

    it("knows the pods of a Job whose name is so long that Kubernetes cut it for them", async () => {
        const name = `${"contoso-ordering-service-database-migration".slice(0, 41)}-0123456789ab-01234567`;
        const conditions = [{ type: "Failed", status: "True", reason: "DeadlineExceeded", message: "too long" }];
        server.store.put("jobs", { ...job(name, {}), status: { conditions } });
        tell(server, `${name.slice(0, 58)}x7k2p`, "Pulling", `Pulling image "${IMAGE}"`);
        const { stdout } = await migration(name);
        assert.match(stdout.replace(/\s+/g, " "), /it ended before acr1\.azurecr\.io\/zoneapi:1 was pulled/);
    });

    it("names the Jobs that there are when there is no such Job", async () => {
        server.store.put("jobs", job("zone-12ab", {}));
        const { code, stderr } = await migration("zoen");
        assert.equal(code, 2);
        assert.match(stderr, /has no Job and no MigrationJob "zoen" \(its Jobs are zone-12ab\); name another/);
    });

    it("is told without its log where that may not be read, and only reads", async () => {
        server.store.put("jobs", job("zone-12ab", {}, "Failed"));
        server.store.put("pods", jobPod("zone-12ab", "Failed", { "job-name": "zone-12ab" }));
        server.fault = ({ path }) => (path.endsWith("/log") ? { code: 403, message: "no" } : undefined);
        const { code, stdout } = await migration("zone-12ab");
        assert.equal(code, 1);
        assert.match(stdout, /\(cannot be read: no permission to get pods\/log/);
        assert.deepEqual(writes(server), []);
    });

    function labelPod(name: string, jobName: string): void {
        const labels = { "job-name": jobName };
        server.store.patch({ plural: "pods", namespace: NAMESPACE }, name, { metadata: { name, labels } });
    }
});
