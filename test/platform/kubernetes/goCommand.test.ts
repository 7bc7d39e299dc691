import assert from "node:assert/strict";
import * as os from "node:os";
import { aheadCommand, fetchCommand, goCommand } from "../../../platform/kubernetes/goCommand";
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

describe("the command that fetches a part's modules", () => {
    it("is its build, printed only", () => {
        for (const each of [...PARTS, KWOK, HELM]) {
            const { args, cwd, env } = fetchCommand(each);
            const build = goCommand(each, os.tmpdir());
            assert.ok(args.includes("-n"));
            assert.deepEqual(
                args.filter((word) => word !== "-n"),
                build.args,
            );
            assert.deepEqual([cwd, env], [build.cwd, build.env]);
        }
    });
});

describe("the command that compiles ahead", () => {
    it("compiles the packages of the build, by its tags and flags", () => {
        for (const each of [...PARTS, KWOK, HELM]) {
            const { args, cwd, env } = aheadCommand(each);
            const build = goCommand(each, os.tmpdir());
            assert.deepEqual([cwd, env], [build.cwd, build.env]);
            assert.ok(args.slice(1).every((word) => build.args.includes(word) || ["-export", "-deps"].includes(word)));
            const linked = build.args.filter((word, index) => !args.includes(word) && build.args[index - 1] !== "-o");
            assert.ok(
                linked.every(
                    (word) => ["build", "install", "-ldflags", "-o"].includes(word) || word.startsWith("-s -w"),
                ),
            );
        }
    });
});
