import assert from "node:assert/strict";
import type { NodeFacts } from "../../../model/kubernetes/facts";
import { mountImages, sampleNodes } from "../../../start/context/nodes";
import { node } from "../../support/gateView";

const PLATFORM = "linux/amd64";

function nodeOf(name: string, os: string, arch: string, more: Partial<NodeFacts> = {}): NodeFacts {
    return node(name, { os, arch, labels: { "kubernetes.io/os": os, "kubernetes.io/arch": arch }, ...more });
}

describe("the nodes of the sample in another cluster", () => {
    const TAINT = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" };

    it("are those of the image's platform that take pods of everybody", () => {
        const nodes = [
            nodeOf("a", "linux", "amd64"),
            nodeOf("b", "linux", "amd64"),
            nodeOf("arm", "linux", "arm64"),
            nodeOf("win", "windows", "amd64"),
            nodeOf("system", "linux", "amd64", { taints: [TAINT] }),
        ];
        assert.deepEqual(
            sampleNodes(nodes, "the cluster", PLATFORM).map(({ name }) => name),
            ["a", "b"],
        );
    });

    it("are missed with the name of what is there instead", () => {
        const nodes = [
            nodeOf("a", "linux", "arm64"),
            nodeOf("b", "linux", "arm64"),
            nodeOf("c", "linux", "amd64", { taints: [TAINT] }),
        ];
        assert.throws(
            () => sampleNodes(nodes, "the cluster", PLATFORM),
            /^Error: the cluster has no node .*linux\/amd64; its nodes: linux\/arm64, linux\/amd64 with the taint CriticalAddonsOnly=true:NoSchedule$/,
        );
        assert.throws(() => sampleNodes([], "the cluster", PLATFORM), /its nodes: none$/);
    });

    it("mount images where every kubelet and every containerd can", () => {
        const versions = (kubeletVersion: string, runtimeVersion: string) =>
            nodeOf("n", "linux", "amd64", { kubeletVersion, runtimeVersion });
        const able = versions("v1.35.2", "containerd://2.1.4");
        assert.ok(mountImages([able, versions("v1.36.0", "cri-o://1.36.0")]));
        assert.ok(!mountImages([able, versions("v1.34.9", "containerd://2.1.4")]));
        assert.ok(!mountImages([able, versions("v1.35.2", "containerd://2.0.7")]));
        assert.ok(!mountImages([able, versions("v1.35.2", "containerd://1.7.29")]));
    });
});
