import assert from "node:assert/strict";
import * as path from "node:path";
import { run } from "../../support/run";
import { Child } from "../support/child";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";
import { documentedRights, grant, type Right, withdraw, writeTeamKubeconfig } from "./team";

const NAME = "e2e-rights";

describe("a team with the documented rights and nothing more", () => {
    const scenario = new Scenario(NAME);
    const rights = documentedRights();
    let kubeconfig: string;

    const configure = async () => {
        const { reference } = await freshImage("e2e/rights", { sample: true });
        scenario.configure({ rollout: sampleRollout(NAME, reference, { cluster: { kubeconfig } }) });
    };
    const without = (resource: string): Right[] =>
        rights.map((right) => ({ ...right, resources: right.resources.filter((one) => one !== resource) }));

    before(async () => {
        await scenario.prepare();
        await grant(NAME, rights);
        kubeconfig = path.join(scenario.workDir, "team.kubeconfig");
        await writeTeamKubeconfig(NAME, kubeconfig);
        await configure();
    });
    after(async () => {
        await grant(NAME, rights);
        await scenario.remove();
        await withdraw(NAME);
    });

    it("rolls out, which `watch` shows", async () => {
        const watch = new Child("cli/main.ts", ["watch", "-n", NAME, "--kubeconfig", kubeconfig]);
        const { failure, output } = await scenario.up();
        await watch.prints(/ runs$/m, 30).finally(() => watch.end());
        assert.equal(failure, undefined, output);
    });

    for (const words of [["status"], ["migration", "app-migration"], ["history"], ["unstick", "--dry-run"]]) {
        it(`reads with \`${words.join(" ")}\``, async () => {
            const env = { PATH: process.env.PATH ?? "" };
            const { code, stderr } = await run([...words, "-n", NAME, "--kubeconfig", kubeconfig], env);
            assert.equal(code, 0, stderr);
        });
    }

    const missing: [string, RegExp][] = [
        ["nodes", /no permission to (list|watch) nodes[\s\S]*kubectl create clusterrole image-delivery-gate/],
        [
            "jobs.batch",
            /no permission to list jobs in namespace "e2e-rights"[\s\S]*clusterrole image-delivery-migration/,
        ],
    ];
    for (const [resource, text] of missing) {
        it(`says which right is missing: ${resource}`, async () => {
            await grant(NAME, without(resource));
            await configure();
            const { failure, output } = await scenario.up();
            assert.ok(failure, output);
            assert.match(output, text);
            await grant(NAME, rights);
        });
    }

    it("destroys what it has rolled out", async () => {
        const { failure, output } = await scenario.destroy();
        assert.equal(failure, undefined, output);
    });
});
