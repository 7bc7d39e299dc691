import assert from "node:assert/strict";
import { type Needs, preflightFaults } from "../../../platform/kubernetes/preflightFaults";
import type { Machine } from "../../../platform/machine/machine";
import { FIRST_NODE } from "../../../platform/realNode";

const MACHINE: Machine = {
    platform: "linux",
    root: true,
    goVersion: "1.26.8",
    cgroups: true,
    freeBytes: 100e9,
    foreignPods: false,
    networkConflicts: [],
    busyPorts: [],
    missingFiles: [],
    aptGet: true,
};
const NEEDS: Needs = {
    anyBuild: true,
    heavyBuild: true,
    nodes: [{ ...FIRST_NODE, folder: "/home/me/aks/.local/platform" }],
};

const faults = (machine: Partial<Machine>, needs: Partial<Needs> = {}) =>
    preflightFaults({ ...MACHINE, ...machine }, { ...NEEDS, ...needs });

describe("the preflight", () => {
    it("finds nothing on a machine that has everything", () => {
        assert.deepEqual(faults({}), []);
    });

    const cases: [string, Partial<Machine>, RegExp][] = [
        ["another operating system", { platform: "darwin" }, /darwin.*needs Linux/],
        ["a user who is not root", { root: false }, /not root.*sudo/],
        ["no control groups", { cgroups: false }, /\/sys\/fs\/cgroup/],
        ["no Go", { goVersion: undefined }, /Go is not installed.*1\.26/],
        ["an old Go", { goVersion: "1.25.9" }, /Go is 1\.25\.9: the programs need 1\.26/],
        ["an old Go of two numbers", { goVersion: "1.20" }, /Go is 1\.20:/],
        ["a full disk", { freeBytes: 3.2e9 }, /3\.2 GB.*15 GB/],
        ["another kubelet", { foreignPods: true }, /kubepods/],
        ["an interface in the network of the pods", { networkConflicts: ["cni0 10.213.0.1"] }, /cni0 10\.213\.0\.1/],
        ["busy ports", { busyPorts: [5005, 16443] }, /5005, 16443.*npm stop/],
        [
            "missing packages, by their Debian names",
            { missingFiles: ["ip", "/usr/include/seccomp.h"] },
            /iproute2, libseccomp-dev/,
        ],
    ];
    for (const [what, machine, expected] of cases) {
        it(`names ${what}`, () => {
            const found = faults(machine);
            assert.equal(found.length, 1, found.join("\n"));
            assert.match(found[0] ?? "", expected);
        });
    }

    it("takes the first release of a Go series, which has two numbers", () => {
        assert.deepEqual(faults({ goVersion: "1.26" }), []);
    });

    it("refuses a folder whose socket the kernel would refuse", () => {
        assert.match(faults({}, { nodes: [{ ...FIRST_NODE, folder: `/${"a".repeat(107)}` }] })[0] ?? "", /bytes.*107/);
    });

    it("needs neither Go nor the disk when everything is built", () => {
        assert.deepEqual(faults({ goVersion: undefined, freeBytes: 0 }, { anyBuild: false, heavyBuild: false }), []);
    });

    it("asks for the disk only for what is large", () => {
        assert.deepEqual(faults({ freeBytes: 1e9 }, { heavyBuild: false }), []);
    });

    it("reports everything together", () => {
        assert.equal(faults({ root: false, goVersion: undefined, freeBytes: 0, busyPorts: [5005] }).length, 4);
    });
});
