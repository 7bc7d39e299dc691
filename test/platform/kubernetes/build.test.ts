import assert from "node:assert/strict";
import { buildLine, goCommand } from "../../../platform/kubernetes/build";
import { HELM, KWOK, PARTS, type Part } from "../../../platform/kubernetes/parts";

const part = (name: string): Part => {
    const found = PARTS.find((each) => each.name === name);
    assert.ok(found);
    return found;
};

describe("the Go command of a part", () => {
    it("installs a published module at its version, outside of every module of ours", () => {
        const { args, cwd, env } = goCommand(part("cni"), "/out");
        assert.equal(args[0], "install");
        assert.ok(args.slice(-2).every((each) => /@v\d+\.\d+\.\d+$/.test(each)));
        assert.equal(cwd, "/");
        assert.equal(env.GOBIN, "/out");
    });

    it("builds a module of ours in its folder, where go.sum fixes every dependency", () => {
        const { args, cwd } = goCommand(part("kubernetes"), "/out");
        assert.deepEqual([args[0], args.at(-1)], ["build", "."]);
        assert.equal(args[args.indexOf("-o") + 1], "/out/kube");
        assert.match(cwd, /platform\/go\/kubernetes$/);
        assert.match(args.join(" "), /-X k8s\.io\/component-base\/version\.gitVersion=v1\.36\.3/);
    });

    it("uses C only for runc, and then static", () => {
        const withC = [...PARTS, KWOK, HELM].filter((each) => goCommand(each, "/out").env.CGO_ENABLED === "1");
        assert.deepEqual(
            withC.map((each) => each.name),
            ["runc"],
        );
        assert.match(goCommand(part("runc"), "/out").args.join(" "), /-extldflags -static/);
    });

    it("is not changed by the user's own flags or workspace", () => {
        for (const each of PARTS) {
            const { env } = goCommand(each, "/out");
            assert.deepEqual([env.GOFLAGS, env.GOWORK], ["-buildvcs=false", "off"]);
        }
    });

    it("names every program once", () => {
        const programs = [...PARTS, KWOK, HELM].flatMap((each) => Object.keys(each.programs));
        assert.equal(new Set(programs).size, programs.length);
    });
});

describe("the line of a running build", () => {
    const first: Part = { name: "tools", typicalSeconds: 60, packages: [], programs: {} };
    const second: Part = { name: "registry", typicalSeconds: 30, packages: [], programs: {} };

    it("counts the usual time of all that is left", () => {
        assert.equal(
            buildLine(first, [first, second], 20_000),
            "building tools (20 s, then 1 more; at most about 1m10s left)",
        );
    });

    it("never counts a part that takes longer than usual against the others", () => {
        assert.match(buildLine(first, [first, second], 500_000), /at most about 30 s left/);
        assert.match(buildLine(second, [second], 31_000), /\(31 s; longer than usual\)/);
    });
});
