// One node of three that takes no pods, or not these: a whole rollout goes on with the others, and says how it stands there.
import assert from "node:assert/strict";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { changeNode } from "../../../platform/kubernetes/platform";
import { objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { went } from "./support/heldCluster";
import { setArchitecture } from "./support/otherArchitecture";
import { BAD, command, ThreeNodes } from "./support/threeNodes";

describe("one node of three", () => {
    const nodes = new ThreeNodes("e2e-node-states");

    before(() => nodes.prepare());
    after(() => nodes.remove());
    beforeEach(() => nodes.newImage());

    /** Nothing is wrong, and there is nothing to do. */
    async function isHealthy(warm: number): Promise<void> {
        const { code, stdout } = await command("status", "-n", nodes.team.name);
        assert.match(stdout, new RegExp(`Nodes: ${warm} warm\\.`));
        assert.equal(code, 0, stdout);
        const unstick = await command("unstick", "-n", nodes.team.name, "--dry-run");
        assert.equal(unstick.code, 0, unstick.stdout);
        assert.doesNotMatch(unstick.stdout, /^delete/m);
    }

    const nodesTable = async () => (await command("status", "--nodes", "-n", nodes.team.name)).stdout;

    /** The pods of the release before are deleted a moment after the update. */
    const becomes = (line: RegExp) => eventually(async () => assert.match(await nodesTable(), line), 120);

    it("that is NotReady is not waited for, is named, and is warm once it is back", async () => {
        await changeNode({ verb: "stop", name: BAD });
        try {
            assert.match(await nodes.wholeRelease(), /e2e-bad \(not Ready\): nobody waits for \S+ there/);
            await becomes(/^e2e-bad +- +unselected +0 of 0 +- +is not Ready: Kubelet/m);
            await isHealthy(2);
        } finally {
            await changeNode({ verb: "start", name: BAD });
        }
        await becomes(/^e2e-bad +- +warm +1 of 1/m);
    });

    it("that is cordoned is not waited for, and pulls all the same", async () => {
        await kubectl(["cordon", BAD]);
        try {
            assert.match(await nodes.wholeRelease(), /e2e-bad \(cordoned\): nobody waits for \S+ there/);
            const pods = await objects(nodes.team.name, "pods", "app.kubernetes.io/component=application");
            assert.ok(pods.length > 0 && pods.every(({ spec }) => spec.nodeName !== BAD));
            await becomes(/^e2e-bad +- +warm +1 of 1/m);
            await isHealthy(3);
        } finally {
            await kubectl(["uncordon", BAD]);
        }
    });

    it("that says to be of another architecture counts only for those who select it", async () => {
        const setRight = await setArchitecture(BAD, "arm64");
        try {
            const selecting = (arch: string, count: number) => ({
                nodeSelector: { "kubernetes.io/arch": arch },
                nodes: count,
            });
            went(await nodes.release(selecting("amd64", 2)));
            await becomes(/^e2e-bad +- +unselected +0 of 0/m);
            await isHealthy(2);
            await nodes.newImage();
            went(await nodes.release(selecting("arm64", 1)));
            await becomes(/^e2e-bad +- +warm +1 of 1/m);
            await becomes(/^e2e-good +- +unselected/m);
        } finally {
            await setRight();
        }
    });
});
