import assert from "node:assert/strict";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import type { ImageRolloutArgs } from "../../../components/rollout/rolloutArgs";
import { API_AND_TOOLS, fakeCluster, IMAGE_KEY, realCluster } from "../../support/fixtures";
import { failed, recorded, refused } from "../../support/harness";

const ROLLOUT: ImageRolloutArgs = {
    namespace: "shop",
    images: API_AND_TOOLS,
    migrations: [
        { name: "schema", image: "tools" },
        { name: "seed", image: "tools", args: ["seed"], after: true },
    ],
    application: { image: "api" },
};
const END = "zoneapi-prepull-end";

describe("pre-pull pods that do not stay", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    const rollout = async (more: Partial<ImageRolloutArgs> = {}) => {
        const asked = fakeCluster();
        const args = { ...ROLLOUT, keep: false, ...more };
        return { asked, ...(await recorded(() => new ImageRollout("zoneapi", args))) };
    };

    it("leave after everything that waits for their images", async () => {
        const { one, asked, resources } = await rollout();
        const { dependencies, inputs } = one("ConfigMap", END);
        const waiting = resources.filter(({ type }) => /:(Job|Deployment|ConfigMap)$/.test(type));
        const others = waiting.filter(({ name }) => name !== END);
        assert.equal(others.length, 5);
        assert.deepEqual(
            others.filter(({ urn }) => !dependencies.includes(urn)),
            [],
        );
        const daemonSets = [`zoneapi-api-${IMAGE_KEY}`, `zoneapi-tools-${"9".repeat(12)}`];
        assert.equal(inputs.data.daemonSets, daemonSets.join(","));
        assert.deepEqual(asked.endPrepulls[0]?.[0].daemonSets, daemonSets);
    });

    it("stay where something of the release fails", async () => {
        const asked = fakeCluster({ waitForNoRunningJobs: () => Promise.reject(new Error("a migration still runs")) });
        const { resources } = await failed(() => new ImageRollout("zoneapi", { ...ROLLOUT, keep: false }));
        assert.deepEqual(asked.endPrepulls, []);
        assert.ok(!resources.some(({ name }) => name === END));
    });

    it("stay by default, with the records of before", async () => {
        for (const keep of [undefined, true]) {
            const { resources, asked } = await rollout({ keep });
            assert.ok(!resources.some(({ name, inputs }) => name === END || inputs.data?.keep !== undefined));
            assert.deepEqual(asked.endPrepulls, []);
        }
    });

    it("have the gates passed again when they are to stay again", async () => {
        const { one } = await rollout();
        assert.equal(one("ConfigMap", "zoneapi-api").inputs.data.keep, "false");
    });

    it("leave again after each gate that was passed again, and change no name", async () => {
        const before = await rollout();
        const same = await rollout();
        const changed = [
            await rollout({ nodeSelector: { agentpool: "apps" } }),
            await rollout({ images: ROLLOUT.images.map((image) => ({ ...image, size: "651MB" })) }),
        ];
        const end = ({ one }: typeof before) => one("ConfigMap", END).inputs;
        assert.deepEqual(end(same), end(before));
        for (const each of changed) {
            assert.notEqual(end(each).data.passed, end(before).data.passed);
            assert.equal(end(each).metadata.name, end(before).metadata.name);
        }
    });

    it("leave once a DaemonSet where several images share them", async () => {
        const images = Array.from({ length: 6 }, (_, index) => ({
            name: `i${index}`,
            image: `acr1.azurecr.io/i${index}@sha256:${String(index).repeat(64)}`,
            size: "100MB",
        }));
        const { asked } = await rollout({ images, migrations: undefined, application: undefined });
        assert.equal(asked.endPrepulls[0]?.[0].daemonSets.length, 4);
    });

    it("are said to stay where no node was let in", async () => {
        fakeCluster({ endPrepulls: async () => 0 });
        const { log } = await recorded(() => new ImageRollout("zoneapi", { ...ROLLOUT, keep: false }));
        assert.match(log.join("\n"), /warning: .*keep: false ends no pre-pull pod yet: .*kubectl label node/);
    });

    it("are not asked about in a preview, and must be known then", async () => {
        const asked = fakeCluster();
        const args = { ...ROLLOUT, keep: false };
        const { one } = await recorded(() => new ImageRollout("zoneapi", args), { preview: true });
        assert.deepEqual(one("ConfigMap", END).hooks.beforeCreate, []);
        assert.deepEqual(asked.endPrepulls, []);
        const later = { ...ROLLOUT, keep: Promise.resolve(false) as unknown as boolean };
        assert.match(await refused(() => new ImageRollout("zoneapi", later)), /keep: /);
    });
});
