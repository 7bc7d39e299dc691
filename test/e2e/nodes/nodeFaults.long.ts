// Pulls that fail on one node of three: what the gate, a quorum, status and unstick say of it, and nothing of the others.
import assert from "node:assert/strict";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { startExtraRegistry } from "../../../platform/kubernetes/registry";
import { REGISTRY } from "../../../platform/paths";
import { eventually } from "../support/eventually";
import { went } from "./support/heldCluster";
import { podsOn } from "./support/joins";
import { OwnDisk } from "./support/ownDisk";
import { setMirror } from "./support/ownRuntime";
import { BAD, command, ThreeNodes } from "./support/threeNodes";
import { setClock } from "./support/wrongClock";

const PREPULLS = "app.kubernetes.io/component=image-prepull";

describe("one node of three", () => {
    const nodes = new ThreeNodes("e2e-node-faults");
    const disk = new OwnDisk(BAD);

    before(() => nodes.prepare(() => disk.mount()));
    after(() => nodes.remove());
    beforeEach(() => nodes.newImage());

    /** What each of them says of a pull that fails on the bad node alone. */
    async function allSay(cause: RegExp): Promise<void> {
        const { failure, output } = await nodes.release();
        assert.ok(failure, output);
        assert.match(output, /2 of 3 nodes/);
        assert.match(output, cause);
        assert.match(output, /node e2e-bad: /);
        assert.doesNotMatch(output, /node (e2e-good|local-node): /);
        const status = await command("status", "-n", nodes.team.name);
        assert.equal(status.code, 1);
        assert.match(status.stdout, cause);
        assert.match(status.stdout, /pods {2}1: .*\(e2e-bad\)/);
        // A node that is younger than two minutes counts as one that joins.
        assert.match(status.stdout, /Nodes: 2 warm; 1 (pulling a release|cold, with nothing that holds pods back)\./);
        const unstick = await command("unstick", "-n", nodes.team.name, "--dry-run");
        const deleted = [...unstick.stdout.matchAll(/^delete +pod\/(\S+):/gm)].map(([, name]) => name);
        const stuck = (await podsOn(BAD, PREPULLS)).filter(({ status }) => status.phase === "Pending");
        assert.deepEqual(deleted.sort(), stuck.map(({ metadata }) => metadata.name).sort());
        assert.equal(deleted.length, 1);
        assert.match(went(await nodes.release({ quorum: 0.6 })), /is not on e2e-bad; the quorum goes on without/);
    }

    /** Once its cause is gone, without another release, and without the five minutes that the kubelet would wait at most. */
    async function recovers(): Promise<void> {
        await command("unstick", "-n", nodes.team.name, "--yes");
        await eventually(async () => {
            assert.match((await command("status", "-n", nodes.team.name)).stdout, /Nodes: 3 warm\./);
        }, 120);
    }

    it("whose registry is blocked fails alone, by name and cause", async () => {
        // Nobody listens there.
        const right = setMirror(BAD, REGISTRY, "127.0.0.1:9");
        try {
            await allSay(/refused the connection|unreachable|connection refused/i);
        } finally {
            right();
        }
        await recovers();
    });

    for (const [what, off] of [
        ["behind", "-1h"],
        ["ahead", "1h"],
    ] as const) {
        it(`whose clock is an hour ${what}, and whose registry has no such image, fails in the same way`, async () => {
            const empty = await startExtraRegistry({
                rules: [{ path: "/manifests/", fault: "status", status: 404 }],
            });
            const setRight = [setMirror(BAD, REGISTRY, empty.address), await setClock(BAD, off)];
            try {
                await allSay(/not found/i);
                assert.ok(Math.abs(await lastPullOff()) > 3_000_000, "the clock was not off");
            } finally {
                await Promise.all(setRight.map((right) => right()));
                await empty.stop();
            }
            await recovers();
        });
    }

    it("whose image disk is full fails alone, by name and cause", async () => {
        await disk.leave(5);
        try {
            await allSay(/no space left|disk .*full/i);
        } finally {
            await disk.grow();
        }
        await recovers();
    });

    /** Between what the kubelet wrote and when the API server got it, in ms. */
    async function lastPullOff(): Promise<number> {
        const selector = "--field-selector=reason=Failed,source=kubelet";
        const text = await kubectl(["get", "events", "-n", nodes.team.name, selector, "-o", "json"]);
        const { items } = JSON.parse(text) as { items: KubeletEvent[] };
        const offs = items.map(
            ({ firstTimestamp, metadata }) => Date.parse(firstTimestamp) - Date.parse(metadata.creationTimestamp),
        );
        return offs.sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? 0;
    }
});

interface KubeletEvent {
    readonly firstTimestamp: string;
    readonly metadata: { readonly creationTimestamp: string };
}
