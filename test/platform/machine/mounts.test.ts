import assert from "node:assert/strict";
import { mountsBelow } from "../../../platform/machine/mounts";

describe("mounts below a folder", () => {
    const mounts = [
        "proc /proc proc rw 0 0",
        "overlay /state/run/a/rootfs overlay rw 0 0",
        "tmpfs /state/pods tmpfs rw 0 0",
        "tmpfs /state/pods/with\\040space tmpfs rw 0 0",
        "tmpfs /state-of-another/pods tmpfs rw 0 0",
        "tmpfs /state tmpfs rw 0 0",
        "",
    ].join("\n");

    it("are found innermost first, without the folder itself and its neighbours", () => {
        assert.deepEqual(mountsBelow("/state", mounts), [
            "/state/run/a/rootfs",
            "/state/pods/with space",
            "/state/pods",
        ]);
    });

    it("are none where nothing is mounted", () => {
        assert.deepEqual(mountsBelow("/elsewhere", mounts), []);
    });
});
