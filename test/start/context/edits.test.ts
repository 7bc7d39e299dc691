import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { NodeFacts } from "../../../model/kubernetes/facts";
import { contextEdits } from "../../../start/context/edits";
import { configuredRollout } from "../../../start/stackConfig";
import { stackWorkspace } from "../../../start/workspace";
import { node } from "../../support/gateView";

const image = (name: string) => `acr1.azurecr.io/sample@sha256:${name.repeat(64)}`;

describe("the stack of the sample in another cluster", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "context-stack-"));
    after(() => fs.rmSync(folder, { recursive: true }));

    const rolloutOn = (versions: Partial<NodeFacts>) => {
        const edits = contextEdits({
            context: "aks-dev",
            images: {
                sample: { reference: image("a"), bytes: 49_999_000 },
                pause: { reference: image("b"), bytes: 1_000_000 },
            },
            size: "50MB",
            nodes: [node("1", versions), node("2", versions), node("3", versions)],
            claim: "database-aaaaaaaaaaaa",
        });
        stackWorkspace("sample-1", edits, { folder, template: "local" });
        return configuredRollout("sample-1", folder);
    };

    it("holds nothing of the local platform", () => {
        rolloutOn({ kubeletVersion: "v1.35.2" });
        const text = fs.readFileSync(path.join(folder, "Pulumi.sample-1.yaml"), "utf8");
        assert.doesNotMatch(text.replace(/^ *#.*$/gm, ""), /127\.0\.0\.1|\.local|kubeconfig/);
    });

    it("goes to the context, with the image, its size and the nodes that there are", () => {
        const { cluster, images, nodes, nodeSelector, ...rollout } = rolloutOn({ kubeletVersion: "v1.35.2" });
        assert.deepEqual(cluster, { context: "aks-dev" });
        assert.deepEqual(images, [{ name: "sample", image: image("a"), size: "50MB", layers: 5 }]);
        assert.equal(nodes, 3);
        assert.equal(nodeSelector?.["kubernetes.io/os"], "linux");
        for (const { volumes } of [rollout.migration ?? {}, rollout.application ?? {}]) {
            assert.equal(volumes?.[0]?.claim, "database-aaaaaaaaaaaa");
        }
    });

    it("mounts images with a helper of the same repository, and runs them on nodes that are too old", () => {
        const settings = (kubeletVersion: string) => {
            const { method, helperImage, verifySize } = rolloutOn({ kubeletVersion });
            return { method, helperImage, verifySize };
        };
        const verifySize = "fail";
        assert.deepEqual(settings("v1.35.2"), { method: "imageVolume", helperImage: image("b"), verifySize });
        assert.deepEqual(settings("v1.33.0"), { method: "initContainer", helperImage: undefined, verifySize });
    });
});
