import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, IMAGE_KEY, OTHER_IMAGE, PULLED, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

/**
 * Names of Jobs that ran: the release after the one that changes such a name runs its migration again. So these never change
 * for arguments that could be given when they were written down.
 */
const NAMES: Readonly<Record<string, [hash: string, args: Partial<MigrationJobArgs>]>> = {
    "no arguments": ["573050e3", {}],
    "a command": ["c058391a", { command: ["dotnet"], args: ["Migrate.dll", "--verbose"] }],
    "values and secrets": [
        "8781b795",
        {
            env: { URL: "postgres://app:$(PASSWORD)@db", MODE: pulumi.output("up") },
            secretEnv: { PASSWORD: { name: "db", key: "password" } },
        },
    ],
    "a secret value": ["726a4497", { env: { TOKEN: pulumi.secret("s3cret") }, command: pulumi.secret(["run"]) }],
    "a claim": ["e280995e", { volumes: [{ name: "data", claim: "data", mountPath: "/data", readOnly: true }] }],
    "what does not count": [
        "573050e3",
        {
            runAsUser: 1000,
            podLabels: { team: "shop" },
            serviceAccountName: "migrate",
            resources: { limits: { memory: "1Gi" } },
            nodeSelector: { pool: "apps" },
            runSeconds: 900,
            backoffLimit: 2,
        },
    ],
};

describe("the name of a migration's Job", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    for (const [what, [hash, args]] of Object.entries(NAMES)) {
        it(`stays what it was for ${what}`, async () => {
            const { one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, ...args }));
            assert.equal(one("Job").inputs.metadata.name, `migrate-${IMAGE_KEY}-${hash}`);
        });
    }

    it("is that of the first time when a release goes back to an older image, whose migration then runs again", async () => {
        const jobOf = async (image: string) => {
            const { one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, image }));
            return { name: one("Job").inputs.metadata.name, deleteBeforeReplace: one("Job").deleteBeforeReplace };
        };
        const [first, second, back] = [await jobOf(PINNED_IMAGE), await jobOf(OTHER_IMAGE), await jobOf(PINNED_IMAGE)];
        assert.notEqual(first.name, second.name);
        assert.deepEqual(back, first);
        // The second's Job took the place of the first's, which was deleted: nothing tells that it once ran.
        assert.equal(second.deleteBeforeReplace, true);
    });
});
