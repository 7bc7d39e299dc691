import assert from "node:assert/strict";
import { ImageRollout } from "../../components/rollout/imageRollout";
import { fakeCluster, OTHER_IMAGE, realCluster } from "../support/fixtures";
import { recorded } from "../support/harness";
import { PINNED_IMAGE } from "../support/images";

/**
 * A URN is what the engine knows a resource by: when one changes, every stack deletes that resource and makes a new one, which
 * runs migrations again. A change of this list needs an alias.
 */
const ROLLOUT = "urn:pulumi:stack::project::aks-image-delivery:index:ImageRollout";
const URNS = [
    `${ROLLOUT}$aks-image-delivery:index:Application$kubernetes:apps/v1:Deployment::one`,
    `${ROLLOUT}$aks-image-delivery:index:Application::one`,
    `${ROLLOUT}$aks-image-delivery:index:ImagePrepull$kubernetes:apps/v1:DaemonSet::one-api`,
    `${ROLLOUT}$aks-image-delivery:index:ImagePrepull$kubernetes:core/v1:ConfigMap::one-api`,
    `${ROLLOUT}$aks-image-delivery:index:ImagePrepull::one-api`,
    `${ROLLOUT}$aks-image-delivery:index:MigrationJob$kubernetes:batch/v1:Job::one-migration`,
    `${ROLLOUT}$aks-image-delivery:index:MigrationJob::one-migration`,
    `${ROLLOUT}::one`,
];

describe("the URNs of a rollout", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);
    const args = (image: string) => ({
        namespace: "shop",
        images: [{ name: "api", image, size: "650MB" }],
        migration: { image: "api" },
        application: { image: "api" },
    });

    it("are these, whatever the image", async () => {
        for (const image of [PINNED_IMAGE, OTHER_IMAGE]) {
            const { resources } = await recorded(() => new ImageRollout("one", args(image)));
            assert.deepEqual(resources.map(({ urn }) => urn).sort(), URNS);
        }
    });

    it("are others for a second rollout in the same stack", async () => {
        const { resources } = await recorded(() => {
            new ImageRollout("one", args(PINNED_IMAGE));
            new ImageRollout("two", args(PINNED_IMAGE));
        });
        const named = ({ type, inputs }: (typeof resources)[number]) => `${type} ${inputs.metadata?.name}`;
        const objects = resources.filter(({ custom }) => custom).map(named);
        assert.equal(new Set(resources.map(({ urn }) => urn)).size, 16);
        assert.equal(new Set(objects).size, 8);
    });
});
