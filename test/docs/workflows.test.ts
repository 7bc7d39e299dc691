import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { parseImageSize } from "../../model/image/size";
import { timeoutChain } from "../../model/timeouts/chain";
import { REPOSITORY } from "./blocks";

const FOLDER = join(REPOSITORY, ".github/workflows");

interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
    readonly uses?: string;
    readonly "timeout-minutes"?: unknown;
    readonly steps?: readonly { readonly run?: string }[];
}

const files = readdirSync(FOLDER).map((name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    return { name, text, workflow: parse(text) as Workflow };
});

describe("the workflows", () => {
    it("pin every action by its commit, with the version next to it", () => {
        const uses = files.flatMap(({ text }) => [...text.matchAll(/uses: (.*)/g)].map(([, action = ""]) => action));
        const foreign = uses.filter((action) => !action.startsWith("./"));
        assert.ok(foreign.length > 5);
        assert.deepEqual(
            foreign.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+$/.test(action)),
            [],
        );
    });

    it("give a token nothing that a job does not ask for", () => {
        for (const { name, workflow } of files) {
            const rights = Object.values(workflow.permissions ?? { all: "write" });
            assert.ok(!rights.includes("write"), name);
        }
    });

    it("never run the code of a pull request with the rights of the base branch", () => {
        assert.deepEqual(
            files.filter(({ workflow }) => "pull_request_target" in workflow.on).map(({ name }) => name),
            [],
        );
    });

    it("limit every job in time", () => {
        const unlimited = files.flatMap(({ name, workflow }) =>
            Object.entries(workflow.jobs)
                .filter(([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined)
                .map(([job]) => `${name}: ${job}`),
        );
        assert.deepEqual(unlimited, []);
    });

    it("pass what others wrote to a shell as variables only", () => {
        const scripts = files.flatMap(({ workflow }) =>
            Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? [])),
        );
        assert.ok(scripts.length > 5);
        assert.deepEqual(
            scripts.filter((script) => script.includes("${{")),
            [],
        );
        for (const script of scripts) {
            assert.equal(spawnSync("bash", ["-n"], { input: script }).status, 0, script);
        }
    });
});

describe("the scripts of the workflows", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "workflows-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    const script = (name: string, args: readonly string[], cwd = REPOSITORY) =>
        execFileSync("node", [join(REPOSITORY, ".github", name), ...args], { cwd, encoding: "utf8" }).trim();

    const stackFile = (images: readonly object[]) =>
        stringify({ config: { "aks-image-delivery:rollout": { namespace: "shop", nodes: 30, images } } });

    it("take the job's timeout from the largest image", () => {
        const file = join(folder, "Pulumi.test.yaml");
        writeFileSync(file, stackFile([{ size: "100MB" }, { size: "10GB", layers: 20 }]));
        const { step } = timeoutChain({ imageBytes: parseImageSize("10GB"), nodes: 30, layers: 20 });
        assert.equal(script("timeoutMinutes.cjs", ["test", file]), String(Math.ceil(step.seconds / 60)));
    });

    it("leave time for a registry where there is no image yet", () => {
        assert.equal(script("timeoutMinutes.cjs", ["prod"]), "60");
    });

    it("name the images that a change replaces, and not those that it adds", () => {
        const git = (...args: string[]) =>
            execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], {
                cwd: folder,
            });
        const write = (images: readonly object[]) => writeFileSync(join(folder, "Pulumi.dev.yaml"), stackFile(images));
        git("init", "--quiet");
        write([
            { name: "api", image: "r.example/api:1" },
            { name: "same", image: "r.example/same:1" },
        ]);
        git("add", ".");
        git("commit", "--quiet", "--no-gpg-sign", "--message", "base");
        write([
            { name: "api", image: "r.example/api:2" },
            { name: "same", image: "r.example/same:1" },
            { name: "new", image: "r.example/new:1" },
        ]);
        // The scripts find their packages next to themselves, wherever they are run.
        assert.equal(script("imageChanges.cjs", ["dev", "HEAD"], folder), "r.example/api:2 r.example/api:1");
    });
});
