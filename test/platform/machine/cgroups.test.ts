import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    createCgroup,
    podCgroups,
    podProcesses,
    removeAllCgroups,
    removeNodeCgroups,
} from "../../../platform/machine/cgroups";
import { furtherNode } from "../../../platform/realNode";

const BLUE = furtherNode("blue", 2).cgroupRoot;

describe("the control groups of pods", () => {
    let root: string;

    beforeEach(() => {
        root = fs.mkdtempSync(path.join(os.tmpdir(), "cgroup-"));
    });
    afterEach(() => fs.rmSync(root, { recursive: true }));

    /** The kernel's files do not prevent the removal of a group; these do. */
    const group = (folder: string, ...pids: number[]) => {
        fs.mkdirSync(path.join(root, folder), { recursive: true });
        fs.writeFileSync(path.join(root, folder, "cgroup.procs"), pids.map((pid) => `${pid}\n`).join(""));
    };
    const separate = (...names: string[]) => {
        for (const name of names) {
            fs.mkdirSync(path.join(root, name));
        }
    };
    const unified = (controllers: string) => {
        fs.writeFileSync(path.join(root, "cgroup.controllers"), controllers);
        fs.writeFileSync(path.join(root, "cgroup.subtree_control"), "");
    };
    const found = (cgroupRoot?: string) =>
        podCgroups(cgroupRoot, root)
            .map((folder) => path.relative(root, folder))
            .sort();

    it("are found in a unified hierarchy, and in each of separate ones", () => {
        assert.deepEqual(found(), []);
        group("cpu/kubepods");
        group("memory/other");
        assert.deepEqual(found(), ["cpu/kubepods"]);
        unified("cpu memory\n");
        assert.deepEqual(found(), []);
        group("kubepods");
        assert.deepEqual(found(), ["kubepods"]);
    });

    it("are each node's own", () => {
        separate("cpu", "memory");
        group("cpu/kubepods");
        createCgroup(BLUE, root);
        assert.deepEqual(found(BLUE), []);
        group(`memory${BLUE}/kubepods`);
        assert.deepEqual(found(BLUE), ["memory/aks-delivery-blue/kubepods"]);
        assert.deepEqual(found("/"), ["cpu/kubepods"]);
        assert.deepEqual(found(), ["cpu/kubepods", "memory/aks-delivery-blue/kubepods"]);
    });

    it("list the processes of all pods once", () => {
        group("cpu/kubepods");
        group("cpu/kubepods/pod1", 11);
        group("cpu/kubepods/pod1/container", 12, 13);
        group("memory/kubepods");
        group("memory/kubepods/pod1", 12);
        assert.deepEqual(podProcesses(podCgroups(undefined, root)).sort(), [11, 12, 13]);
    });

    it("go with everything below, and those of other nodes and programs stay", async () => {
        separate("cpu", "memory");
        for (const folder of ["kubepods/pod1", "aks-delivery-blue/kubepods/pod2", "aks-delivery-red", "others"]) {
            fs.mkdirSync(path.join(root, "cpu", folder), { recursive: true });
        }
        await removeNodeCgroups(BLUE, root);
        assert.deepEqual(fs.readdirSync(path.join(root, "cpu")), ["aks-delivery-red", "kubepods", "others"]);
        await removeAllCgroups(root);
        assert.deepEqual(fs.readdirSync(path.join(root, "cpu")), ["others"]);
    });
});

describe("the control group of a further node", () => {
    let root: string;

    beforeEach(() => {
        root = fs.mkdtempSync(path.join(os.tmpdir(), "cgroup-"));
    });
    afterEach(() => fs.rmSync(root, { recursive: true }));

    it("is made under every separate controller, and again without harm", () => {
        fs.mkdirSync(path.join(root, "cpu"));
        fs.mkdirSync(path.join(root, "memory"));
        createCgroup(BLUE, root);
        createCgroup(BLUE, root);
        assert.ok(fs.existsSync(path.join(root, "cpu", BLUE)) && fs.existsSync(path.join(root, "memory", BLUE)));
    });

    // The rule of unified hierarchies: a group has those controllers that the one above passes on (cgroup-v2.rst,
    // "Enabling and Disabling").
    it("gets every controller of a unified hierarchy", () => {
        fs.writeFileSync(path.join(root, "cgroup.controllers"), "cpuset cpu memory pids\n");
        createCgroup(BLUE, root);
        assert.equal(fs.readFileSync(path.join(root, "cgroup.subtree_control"), "utf8"), "+cpuset +cpu +memory +pids");
        assert.ok(fs.existsSync(path.join(root, BLUE)));
    });

    it("is not made where the hierarchy passes nothing on, and the error says what to do", () => {
        fs.writeFileSync(path.join(root, "cgroup.controllers"), "cpu\n");
        fs.mkdirSync(path.join(root, "cgroup.subtree_control"));
        assert.throws(() => createCgroup(BLUE, root), /cpu could not be passed on.*EISDIR.*or run one node/);
    });
});
