import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import fc from "fast-check";
import { configFiles } from "../../../../platform/kubernetes/configs";
import { keepNode, newNode, realNodes, withNewNodes } from "../../../../platform/kubernetes/node/keptNodes";
import { nameFaults, socketFaults, taintFaults } from "../../../../platform/kubernetes/node/nodeFaults";
import { allServices } from "../../../../platform/kubernetes/services";
import { FIRST_NODE, furtherNode, MOST_NODES, type RealNode } from "../../../../platform/realNode";

const named = (nodes: readonly RealNode[]) => nodes.map(({ name, number }) => `${number} ${name}`);

describe("the nodes of the platform", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "nodes-"));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    it("are the first one alone, until more are asked for", () => {
        assert.deepEqual(realNodes(path.join(folder, "none")), [FIRST_NODE]);
        assert.deepEqual(named(withNewNodes([FIRST_NODE], 3)), ["1 local-node", "2 local-node-2", "3 local-node-3"]);
    });

    it("are known again by what their folders say", () => {
        keepNode(furtherNode("blue", 3, ["warm=no:NoSchedule"]), folder);
        keepNode(furtherNode("red", 2), folder);
        fs.mkdirSync(path.join(folder, "half"));
        const [first, red, blue, ...more] = realNodes(folder);
        assert.deepEqual(
            [first, red, blue],
            [FIRST_NODE, furtherNode("red", 2), furtherNode("blue", 3, ["warm=no:NoSchedule"])],
        );
        assert.deepEqual(more, []);
    });

    it("take the lowest free number, and a name that is free", () => {
        const existing = [FIRST_NODE, furtherNode("local-node-2", 3)];
        assert.deepEqual(named([newNode("blue", existing)]), ["2 blue"]);
        assert.deepEqual(named(withNewNodes(existing, 3)).slice(2), ["2 local-node-3"]);
        assert.equal(withNewNodes(existing, 1).length, 2);
    });

    it("share nothing: no path, no address, no process", () => {
        fc.assert(
            fc.property(fc.uniqueArray(fc.integer({ min: 2, max: MOST_NODES + 1 }), { minLength: 2 }), (numbers) => {
                const nodes = [FIRST_NODE, ...numbers.map((number) => furtherNode(`n${number}`, number))];
                const distinct = (values: readonly string[]) => assert.equal(new Set(values).size, values.length);
                distinct(nodes.map(({ bridge }) => bridge));
                distinct(nodes.map(({ address }) => address));
                distinct(nodes.map(({ podNetwork }) => podNetwork));
                distinct(nodes.map(({ cgroupRoot }) => cgroupRoot));
                distinct(configFiles(nodes).map(({ file }) => file));
                distinct(allServices(nodes).map(({ program }) => program));
            }),
        );
    });
});

describe("the words for a node", () => {
    it("are a name that is free", () => {
        assert.deepEqual(nameFaults("blue-2", [FIRST_NODE]), []);
        assert.match(nameFaults("local-node", [FIRST_NODE]).join(), /local-node: this node exists already/);
        for (const name of ["", "Blue", "-a", "a/b", "a_b", "..", "a".repeat(41)]) {
            assert.match(nameFaults(name, [FIRST_NODE]).join(), /not a name of a node; expected small letters/, name);
        }
    });

    it("are refused where there are as many as the platform runs", () => {
        assert.match(
            nameFaults("blue", Array(MOST_NODES).fill(FIRST_NODE)).join(),
            /there are 20 nodes already.*remove one/,
        );
    });

    it("are taints as kubectl writes them", () => {
        assert.deepEqual(taintFaults(["a:NoSchedule", "example.com/a=b:NoExecute", "a=:PreferNoSchedule"]), []);
        assert.equal(taintFaults(["a", "a=b", "a:Never", "a b:NoSchedule", ""]).length, 5);
        assert.match(taintFaults(["a"])[0] ?? "", /--taint a: expected KEY\[=VALUE\]:EFFECT, such as/);
    });

    it("are refused where the kernel would refuse the path of the node's socket", () => {
        const inFolder = (folder: string) => socketFaults({ ...FIRST_NODE, folder });
        const rest = "/containerd/containerd.sock".length;
        assert.deepEqual(inFolder(`/${"a".repeat(106 - rest)}`), []);
        assert.match(inFolder(`/${"a".repeat(107 - rest)}`)[0] ?? "", /108 bytes.*107/);
    });
});
