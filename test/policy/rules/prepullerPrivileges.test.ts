import assert from "node:assert/strict";
import { violations } from "../../support/violations";
import { type Different, daemonSet, deployment } from "../../support/workload";

const NAMED = { name: "image-prepull" };
const SOCKET = { volumes: [{ name: "run", hostPath: { path: "/run/containerd/containerd.sock" } }] };
const found = (different: Different) => violations("prepuller-privileges", daemonSet(different));

describe("the rule prepuller-privileges", () => {
    it("refuses a host path", () => {
        assert.deepEqual(found({ metadata: NAMED, pod: SOCKET }), [
            "volume run: hostPath /run/containerd/containerd.sock gives a pre-puller control of the node, and no pull needs it; " +
                'ImagePrepull pulls by an image volume under Pod Security "restricted"',
        ]);
    });

    it("refuses every privilege, of init containers too", () => {
        const securityContext = {
            privileged: true,
            allowPrivilegeEscalation: true,
            capabilities: { add: ["SYS_ADMIN"] },
        };
        const pod = { hostPID: true, hostNetwork: true, initContainers: [{ name: "pull", securityContext }] };
        assert.deepEqual(
            found({ metadata: NAMED, pod }).map((text) => text.split(" gives ")[0]),
            [
                "hostNetwork",
                "hostPID",
                "container pull: privileged",
                "container pull: allowPrivilegeEscalation",
                "container pull: capability SYS_ADMIN",
            ],
        );
    });

    it("knows a pre-puller by its name, by its labels and by what it runs", () => {
        const labels = { "app.kubernetes.io/component": "image-prepull" };
        const commands = [
            ["crictl", "pull", "acr1.azurecr.io/api:1"],
            ["sh", "-c", "ctr -n k8s.io images pull acr1.azurecr.io/api:1"],
        ];
        const known: Different[] = [
            ...["PrePuller", "team-pre-pull", "image-puller", "image-cache"].map((name) => ({ metadata: { name } })),
            { metadata: { labels } },
            ...commands.map((command) => ({ container: { command } })),
        ];
        for (const different of known) {
            assert.equal(found({ ...different, pod: SOCKET }).length, 1, JSON.stringify(different));
        }
    });

    it("accepts a pre-puller without privileges, and says nothing of other DaemonSets and kinds", () => {
        const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
        assert.deepEqual(found({ metadata: NAMED, container: { securityContext } }), []);
        assert.deepEqual(found({ metadata: { name: "log-agent" }, pod: SOCKET }), []);
        const other = violations("prepuller-privileges", deployment({ metadata: NAMED, pod: SOCKET }));
        assert.deepEqual(other, []);
    });
});
