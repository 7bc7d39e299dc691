// The release: what its script refuses and writes, and the workflow's own steps with stand-ins for npm and gh.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

const REPOSITORY = path.join(__dirname, "../..");
const SCRIPT = path.join(REPOSITORY, "scripts/release.cjs");

interface Release {
    faultsOf(tag: string, release: { version: string; changelog: string }): string[];
    sectionOf(changelog: string, name: string): string | undefined;
}

const { faultsOf, sectionOf } = require("../../scripts/release.cjs") as Release;

const CHANGELOG = `# Changelog

## Unreleased

## 0.2.0 - 2026-12-01

### Added

- Another thing.

## 0.1.0 - 2026-11-30

- The first.
`;

interface Step {
    readonly name?: string;
    readonly run?: string;
}

describe("a release", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "release-"));
        write("CHANGELOG.md", CHANGELOG);
        const peers = { peerDependencies: { azure: "^3" }, devDependencies: { azure: "^3" } };
        write("package.json", JSON.stringify({ name: "shop", version: "0.2.0", ...peers }));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    const write = (name: string, text: string, mode = 0o644) => {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), text, { mode });
    };
    const script = (...words: string[]) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...words], {
            cwd: folder,
            encoding: "utf8",
        });
        return { status, stdout, stderr };
    };

    it("is accepted where tag, version and changelog fit together", () => {
        assert.deepEqual(script("check", "v0.2.0"), { status: 0, stdout: "", stderr: "" });
    });

    it("is refused with all that does not", () => {
        write("CHANGELOG.md", CHANGELOG.replace("Unreleased\n", "Unreleased\n\n- Forgotten.\n"));
        assert.deepEqual(script("check", "v0.1.0"), {
            status: 1,
            stdout: "",
            stderr:
                "release: package.json has the version 0.2.0; the tag is v0.1.0\n" +
                'release: CHANGELOG.md has entries under "## Unreleased": move them to the section of 0.1.0\n',
        });
    });

    const faults: [string, string, string, string][] = [
        ["another version", "v0.1.0", CHANGELOG, "package.json has the version 0.2.0; the tag is v0.1.0"],
        ["a tag that is not a version", "v0.2", CHANGELOG, "v0.2 is not a version such as v0.1.0"],
        ["a pre-release", "v0.2.0-rc.1", CHANGELOG, "v0.2.0-rc.1 is not a version such as v0.1.0"],
        [
            "a version without a section",
            "v0.2.0",
            CHANGELOG.replace(" - 2026-12-01", ""),
            'CHANGELOG.md has no section "## 0.2.0 - YYYY-MM-DD"',
        ],
        [
            "a section without an entry",
            "v0.2.0",
            CHANGELOG.replace("- Another thing.\n", ""),
            "the section of 0.2.0 in CHANGELOG.md has no entry",
        ],
        [
            "entries that no version has",
            "v0.2.0",
            CHANGELOG.replace("Unreleased\n", "Unreleased\n\n- Forgotten.\n"),
            'CHANGELOG.md has entries under "## Unreleased": move them to the section of 0.2.0',
        ],
    ];
    for (const [name, tag, changelog, text] of faults) {
        it(`refuses ${name}`, () => {
            assert.deepEqual(faultsOf(tag, { version: "0.2.0", changelog }), [text]);
        });
    }

    it("has the notes of its own section, the last one too", () => {
        assert.equal(script("notes", "v0.2.0").stdout, "### Added\n\n- Another thing.\n");
        assert.equal(sectionOf(CHANGELOG, "0.1.0"), "- The first.");
    });

    it("runs the workflow's steps in their order: a draft with all files first, npm next, the page last", () => {
        const calls = callsOfPublishing("exit 1");
        const machines = [
            "darwin-amd64",
            "darwin-arm64",
            "linux-amd64",
            "linux-arm64",
            "windows-amd64",
            "windows-arm64",
        ];
        const plugins = machines.map((machine) => `release/pulumi-resource-shop-v0.2.0-${machine}.tar.gz`).join(" ");
        assert.deepEqual(calls, [
            "npm ci",
            "npm pack --pack-destination release",
            "gh release view v0.2.0",
            "gh release create v0.2.0 --draft --verify-tag --title v0.2.0 --notes-file release/notes.md",
            `gh release upload v0.2.0 release/shop-0.2.0.tgz ${plugins} --clobber`,
            "npm view shop@0.2.0 version",
            "npm publish ./release/shop-0.2.0.tgz --provenance --access public",
            "gh release edit v0.2.0 --draft=false",
            "gh api --method PATCH repos/team/shop/git/refs/tags/v0 -f sha=c0ffee -F force=true",
        ]);
        assert.equal(fs.readFileSync(path.join(folder, "release/notes.md"), "utf8"), "### Added\n\n- Another thing.\n");
        const [plugin = ""] = plugins.split(" ");
        const manifest = execFileSync("tar", ["-xzOf", plugin, "./package.json"], { cwd: folder, encoding: "utf8" });
        assert.deepEqual(JSON.parse(manifest), { name: "shop", version: "0.2.0", dependencies: { azure: "^3" } });
    });

    it("goes on behind npm where a run before published there", () => {
        const last = publishSteps().filter(({ name = "" }) => ["npm", "release"].includes(name));
        const calls = callsOfPublishing("echo 0.2.0", last);
        assert.deepEqual(calls.slice(0, 2), ["npm view shop@0.2.0 version", "gh release edit v0.2.0 --draft=false"]);
    });

    /** What the steps call, with `view` for the answer of `npm view`. */
    function callsOfPublishing(view: string, steps = publishSteps()): string[] {
        fs.cpSync(SCRIPT, path.join(folder, "scripts/release.cjs"));
        const log = path.join(folder, "calls");
        const packs = "tar -czf release/shop-0.2.0.tgz --transform 's,^,package/,' package.json CHANGELOG.md";
        const npm = `#!/bin/sh\necho "npm $*" >> ${log}\ncase "$1" in pack) ${packs} ;; view) ${view} ;; esac\n`;
        write("bin/npm", npm, 0o755);
        write("bin/gh", `#!/bin/sh\necho "gh $*" >> ${log}\n[ "$2" != view ]\n`, 0o755);
        const env = {
            PATH: `${path.join(folder, "bin")}:${process.env.PATH}`,
            TAG: "v0.2.0",
            GITHUB_REPOSITORY: "team/shop",
            GITHUB_SHA: "c0ffee",
        };
        for (const { run } of steps) {
            execFileSync("bash", ["-eo", "pipefail", "-c", run ?? ""], { cwd: folder, env, stdio: "pipe" });
        }
        return fs.readFileSync(log, "utf8").trim().split("\n");
    }
});

function publishSteps(): Step[] {
    const text = fs.readFileSync(path.join(REPOSITORY, ".github/workflows/release.yml"), "utf8");
    const { jobs } = parse(text) as { jobs: { publish: { steps: Step[] } } };
    return jobs.publish.steps.filter(({ run }) => run !== undefined);
}
