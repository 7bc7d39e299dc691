// The release: what its script refuses and writes, and the workflow's own steps with stand-ins for npm and gh.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

const REPOSITORY = path.join(__dirname, "../..");
const SCRIPT = path.join(REPOSITORY, "scripts/release.cjs");

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

    const faults: [string, string, string, RegExp][] = [
        [
            "another version",
            "v0.1.0",
            CHANGELOG,
            /^release: package\.json has the version 0\.2\.0; the tag is v0\.1\.0\n$/,
        ],
        ["a tag that is not a version", "v0.2", CHANGELOG, /^release: v0\.2 is not a version such as v0\.1\.0\n$/],
        ["a pre-release", "v0.2.0-rc.1", CHANGELOG, /^release: v0\.2\.0-rc\.1 is not a version such as v0\.1\.0\n$/],
        ["a version without a section", "v0.2.0", CHANGELOG.replace(" - 2026-12-01", ""), /no section "## 0\.2\.0 - /],
        [
            "a section without an entry",
            "v0.2.0",
            CHANGELOG.replace("- Another thing.\n", ""),
            /0\.2\.0 .* has no entry/,
        ],
        [
            "entries that no version has",
            "v0.2.0",
            CHANGELOG.replace("Unreleased\n", "Unreleased\n\n- Forgotten.\n"),
            /entries under "## Unreleased": move them to the section of 0\.2\.0/,
        ],
    ];
    for (const [name, tag, changelog, text] of faults) {
        it(`refuses ${name}`, () => {
            write("CHANGELOG.md", changelog);
            const { status, stderr } = script("check", tag);
            assert.equal(status, 1);
            assert.match(stderr, text);
        });
    }

    it("has the notes of its own section, the last one too", () => {
        assert.equal(script("notes", "v0.2.0").stdout, "### Added\n\n- Another thing.\n");
        assert.equal(script("notes", "v0.1.0").stdout, "- The first.\n");
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
