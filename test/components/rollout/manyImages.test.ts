import assert from "node:assert/strict";
import { PrepullMethod } from "../../../components/prepull/prepullArgs";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import type { ImageRolloutArgs } from "../../../components/rollout/rolloutArgs";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";

const images = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
        name: `i${index}`,
        image: `acr1.azurecr.io/i${index}@sha256:${index.toString(16).padStart(2, "0").repeat(32)}`,
        size: `${60 + index}MB`,
    }));

async function rolledOut(count: number, args: Partial<ImageRolloutArgs> = {}) {
    const asked = fakeCluster();
    const { resources } = await recorded(
        () => new ImageRollout("shop", { namespace: "shop", images: images(count), ...args }),
    );
    const of = (type: string) => resources.filter((each) => each.type.endsWith(`:${type}`));
    return { daemonSets: of("DaemonSet"), records: of("ConfigMap"), gates: asked.waitForPrepull.map(([gate]) => gate) };
}

describe("a rollout of many images", () => {
    afterEach(realCluster);

    it("has a DaemonSet of its own for each of up to four", async () => {
        const { daemonSets, gates } = await rolledOut(4);
        assert.deepEqual(daemonSets.map(({ name }) => name).sort(), ["shop-i0", "shop-i1", "shop-i2", "shop-i3"]);
        assert.ok(gates.every(({ others }) => others?.length === 0));
    });

    it("has four for sixteen, and still one gate and one record for each image", async () => {
        const { daemonSets, records, gates } = await rolledOut(16);
        assert.deepEqual(
            daemonSets.map(({ name }) => name).sort(),
            [1, 2, 3, 4].map((number) => `shop-images-${number}`),
        );
        const pulled = daemonSets.flatMap(({ inputs }) =>
            inputs.spec.template.spec.volumes.map((volume: { image: { reference: string } }) => volume.image.reference),
        );
        assert.deepEqual(
            pulled.sort(),
            images(16)
                .map(({ image }) => image)
                .sort(),
        );
        assert.deepEqual(
            records.map(({ inputs }) => inputs.metadata.name).sort(),
            (await rolledOut(4)).records.length === 4 &&
                images(16)
                    .map(({ name, image }) => `shop-${name}-${image.slice(-64, -52)}`)
                    .sort(),
        );
        assert.equal(gates.length, 16);
    });

    it("tells each gate its DaemonSet and what else that pulls, and gives it the time of all pulls of a node", async () => {
        const { daemonSets, gates } = await rolledOut(16);
        for (const daemonSet of daemonSets) {
            const { name } = daemonSet.inputs.metadata;
            const volumes = daemonSet.inputs.spec.template.spec.volumes as { image: { reference: string } }[];
            const order = volumes.map(({ image }) => image.reference);
            const own = order.map((image) => gates.find((gate) => gate.image === image));
            for (const gate of own) {
                assert.equal(gate?.daemonSet, name);
                assert.deepEqual([...(gate?.others ?? []), gate?.image].sort(), [...order].sort());
                // 1.1 GB together.
                assert.equal(gate?.gate.shares.find(({ name }) => name === "pull")?.seconds, 600);
            }
            const sizes = daemonSet.inputs.metadata.annotations["aks-image-delivery/sizes"].split(",");
            assert.deepEqual(
                sizes,
                order.map((reference) => images(16).find(({ image }) => image === reference)?.size),
            );
        }
    });

    it("mounts them all in one container, or runs a container of each", async () => {
        const { daemonSets } = await rolledOut(8);
        const { containers, volumes } = daemonSets[0]?.inputs.spec.template.spec ?? {};
        assert.deepEqual(
            containers.map((each: { volumeMounts: unknown }) => each.volumeMounts),
            [
                [
                    { name: "image", mountPath: "/image", readOnly: true },
                    { name: "image-2", mountPath: "/image-2", readOnly: true },
                ],
            ],
        );
        assert.deepEqual(
            volumes.map(({ name }: { name: string }) => name),
            ["image", "image-2"],
        );
        const run = await rolledOut(8, { method: PrepullMethod.InitContainer });
        const spec = run.daemonSets[0]?.inputs.spec.template.spec;
        assert.deepEqual(
            spec.containers.map(({ name }: { name: string }) => name),
            ["hold", "hold-2"],
        );
    });

    it("gives other images another DaemonSet, and leaves those alone that stay the same", async () => {
        const names = async (changed: ReturnType<typeof images>) =>
            (await rolledOut(0, { images: changed })).daemonSets
                .map(({ inputs }) => inputs.metadata.name as string)
                .sort();
        const before = await names(images(8));
        const next = images(8).map((image) =>
            image.name === "i3"
                ? { ...image, image: image.image.replace(/.$/, "f").replace(/sha256:..../, "sha256:ffff") }
                : image,
        );
        const after = await names(next);
        assert.equal(before.filter((name) => !after.includes(name)).length, 1);
    });
});
