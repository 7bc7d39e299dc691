import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { shellFaults } from "../support/shellFaults";
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
        assert.equal(shellFaults(scripts).join(""), "");
    });
});
