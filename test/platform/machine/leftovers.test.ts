import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { mountsBelow, podCgroups, podProcesses } from "../../../platform/machine/leftovers";

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

describe("the control groups of pods", () => {
    let root: string;

    beforeEach(() => {
        root = fs.mkdtempSync(path.join(os.tmpdir(), "cgroup-"));
    });
    afterEach(() => fs.rmSync(root, { recursive: true }));

    const group = (folder: string, ...pids: number[]) => {
        fs.mkdirSync(path.join(root, folder), { recursive: true });
        fs.writeFileSync(path.join(root, folder, "cgroup.procs"), pids.map((pid) => `${pid}\n`).join(""));
    };

    it("are found in one hierarchy, and in each of separate ones", () => {
        assert.deepEqual(podCgroups(root), []);
        group("kubepods");
        group("cpu/kubepods");
        group("memory/other");
        assert.deepEqual(podCgroups(root), [path.join(root, "kubepods"), path.join(root, "cpu/kubepods")]);
    });

    it("list the processes of all pods once", () => {
        group("cpu/kubepods");
        group("cpu/kubepods/pod1", 11);
        group("cpu/kubepods/pod1/container", 12, 13);
        group("memory/kubepods");
        group("memory/kubepods/pod1", 12);
        assert.deepEqual(podProcesses(podCgroups(root)).sort(), [11, 12, 13]);
    });
});
