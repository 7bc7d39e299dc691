// What a user's own unit test does: Pulumi's mocks, without a cluster.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImageRollout } from "../../components";
import { PINNED_IMAGE } from "../support/images";

describe("a rollout under Pulumi's own mocks", () => {
    it("asks no cluster, and gives its outputs", async () => {
        await pulumi.runtime.setMocks({
            call: () => ({}),
            newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
        });
        const { references, job, deployment } = new ImageRollout("shop", {
            namespace: "apps",
            images: [{ name: "api", image: PINNED_IMAGE, size: "650MB" }],
            migration: { image: "api" },
            application: { image: "api" },
            cluster: { kubeconfig: "/nowhere" },
        });
        const known = await new Promise<{ references: unknown; job?: string; deployment?: string }>((resolve) =>
            pulumi.output({ references, job, deployment }).apply(resolve),
        );
        assert.deepEqual([known.references, known.deployment], [{ api: PINNED_IMAGE }, "shop"]);
        assert.match(known.job ?? "", /^shop-migration-/);
    });
});
