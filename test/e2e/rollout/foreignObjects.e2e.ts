import assert from "node:assert/strict";
import { madeObjects } from "../support/cluster";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

const NAMESPACE = "e2e-first-stack";

describe("two stacks in one namespace", () => {
    const first = new Scenario(NAMESPACE);
    const second = new Scenario("e2e-second-stack");
    let image: string;
    let objectsOfFirst: string[];

    before(async () => {
        await Promise.all([first.prepare(), second.prepare()]);
        ({ reference: image } = await freshImage("e2e/two-stacks", { sample: true }));
        await goesThrough(up(first, image, {}));
        objectsOfFirst = await identities();
    });
    after(async () => {
        // One after the other: the second stack's objects are in the namespace of the first.
        await second.remove();
        await first.remove();
    });

    it("refuses the pre-pull of the other, with the names of both stacks", async () => {
        await isRefused("DaemonSet", image, {});
    });

    it("refuses the Deployment of the other, whose image is another", async () => {
        const { reference } = await freshImage("e2e/two-stacks", { sample: true });
        await isRefused("Deployment", reference, { migration: undefined });
    });

    it("goes through next to the other under a name of its own, and leaves alone what is not its own", async () => {
        await goesThrough(up(second, image, { name: "other" }));
        assert.deepEqual(await missing(), []);
        assert.equal((await second.destroy()).failure, undefined);
        assert.deepEqual(await missing(), []);
    });

    async function isRefused(kind: string, reference: string, changes: Record<string, unknown>): Promise<void> {
        const { failure, output } = await up(second, reference, changes);
        assert.ok(failure, output);
        const names = `organization/aks-image-delivery/${NAMESPACE}, and this is organization/aks-image-delivery/${second.name};`;
        assert.match(
            output,
            new RegExp(`${kind} "app[a-z0-9-]*" in namespace "${NAMESPACE}" belongs to the stack ${names}`),
        );
        assert.deepEqual(await missing(), []);
    }

    function up(stack: Scenario, reference: string, changes: Record<string, unknown>): Promise<Ran> {
        const rollout = sampleRollout(NAMESPACE, reference, changes);
        const readOnly = { ...rollout.application, readinessPath: undefined };
        stack.configure({ rollout: { ...rollout, application: readOnly } });
        return stack.up();
    }

    async function missing(): Promise<string[]> {
        const there = new Set(await identities());
        return objectsOfFirst.filter((each) => !there.has(each));
    }
});

async function identities(): Promise<string[]> {
    const objects = await madeObjects(NAMESPACE);
    return objects.map(({ kind, metadata }) => `${kind}/${metadata.name}/${metadata.uid}/${metadata.generation}`);
}

async function goesThrough(running: Promise<Ran>): Promise<void> {
    const { failure, output } = await running;
    assert.equal(failure, undefined, output);
}
