import assert from "node:assert/strict";
import { sandboxImagePull } from "../../../model/pulls/sandboxImage";

const RPC = "rpc error: code = Unknown desc =";

describe("the pull of a sandbox's image", () => {
    const texts: [string, string, string, string][] = [
        [
            "containerd",
            `Failed to create pod sandbox: ${RPC} failed to get sandbox image "r.example/pause:3": failed to pull image "r.example/pause:3": not found`,
            "r.example/pause:3",
            'failed to pull image "r.example/pause:3": not found',
        ],
        [
            "containerd, quoted twice, of a kubelet up to 1.25",
            `Failed create pod sandbox: ${RPC} failed to get sandbox image \\"r.example/pause:3\\": a\nb`,
            "r.example/pause:3",
            "a\nb",
        ],
        [
            "dockershim",
            `Failed to create pod sandbox: ${RPC} failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: i/o timeout`,
            "k8s.gcr.io/pause:3.1",
            "Error response from daemon: i/o timeout",
        ],
        [
            "dockershim, quoted twice",
            `Failed to create pod sandbox: ${RPC} failed pulling image \\"k8s.gcr.io/pause:3.1\\": x: y`,
            "k8s.gcr.io/pause:3.1",
            "x: y",
        ],
        [
            "CRI-O",
            `Failed to create pod sandbox: ${RPC} error creating pod sandbox: initializing source docker://registry.k8s.io:443/pause:3.9: pinging container registry: no such host`,
            "registry.k8s.io:443/pause:3.9",
            "pinging container registry: no such host",
        ],
    ];
    for (const [runtime, text, image, error] of texts) {
        it(`is told by ${runtime}`, () => assert.deepEqual(sandboxImagePull(text), { image, error }));
    }

    it("is not what any other failure of a sandbox is about, nor a sandbox another pull", () => {
        for (const text of [
            "Failed to create pod sandbox: no network",
            `Failed to pull image "a:1": failed to get sandbox image "r.example/pause:3": not found`,
            `Again: Failed to create pod sandbox: failed to get sandbox image "r.example/pause:3": not found`,
            `Failed to create pod sandbox: failed to get sandbox image "r.example/pause:3": `,
            "",
        ]) {
            assert.equal(sandboxImagePull(text), undefined, text);
        }
    });
});
