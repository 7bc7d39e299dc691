import assert from "node:assert/strict";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { failed, recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

const rollout = () =>
    new ImageRollout("shop", {
        namespace: "apps",
        images: [{ name: "api", image: PINNED_IMAGE, size: "650MB" }],
        migration: { image: "api" },
        application: { image: "api", port: 80, service: {} },
        cluster: { context: "aks" },
    });

describe("an object of another stack", () => {
    afterEach(realCluster);

    for (const kind of ["DaemonSet", "Job", "Deployment", "Service"]) {
        it(`is not taken over: ${kind}`, async () => {
            fakeCluster({
                ownerOf: async (_access, object) => (object.kind === kind ? "acme/other/prod" : undefined),
            });
            const { text, resources } = await failed(rollout);
            assert.match(
                text,
                new RegExp(
                    `${kind} "shop.*" in namespace "apps" belongs to the stack acme/other/prod, and this is .*/project/stack`,
                ),
            );
            assert.ok(!resources.some(({ type }) => type.endsWith(`:${kind}`)));
        });
    }

    it("is told from one of this stack, which an update that died left behind, by a mark on each object", async () => {
        const asked = fakeCluster({ ownerOf: async () => "organization/project/stack" });
        const { resources } = await recorded(rollout);
        const objects = resources.filter(({ custom }) => custom);
        assert.equal(objects.length, 5);
        for (const { inputs } of objects) {
            assert.equal(inputs.metadata.annotations["aks-image-delivery/owner"], "organization/project/stack");
            assert.equal(inputs.spec?.template?.metadata?.annotations, undefined);
        }
        const [access, { namespace }] = asked.ownerOf[0] ?? [{}, { namespace: "" }];
        assert.deepEqual([access, namespace], [{ context: "aks" }, "apps"]);
    });
});
