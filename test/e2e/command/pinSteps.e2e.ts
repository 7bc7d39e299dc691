// The steps of pipelines that open a pull request with what `image-delivery pin --from FILE` writes.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { REPOSITORY } from "../../../platform/paths";
import { PinProject } from "../../support/pinProject";
import { command } from "../../support/run";

describe("the step of a pipeline that pins images", () => {
    let project: PinProject;

    beforeEach(async () => {
        project = await PinProject.start();
    });
    afterEach(() => project.remove());

    const action = parse(readFileSync(join(REPOSITORY, "pin/action.yml"), "utf8")).runs.steps[0].run as string;
    const template = parse(readFileSync(join(REPOSITORY, "azure-pipelines/pin.yml"), "utf8")).steps[0].inputs
        .inlineScript as string;
    for (const [place, script, tool, open] of [
        [
            "GitHub",
            action,
            "gh",
            /^gh pr create --head image-delivery\/pin-dev --base main --title Pin images of stack dev /m,
        ],
        [
            "Azure DevOps",
            template,
            "az",
            /^az repos pr create .*--source-branch image-delivery\/pin-dev --target-branch main /m,
        ],
    ] as const) {
        it(`opens a pull request, once: ${place}`, async () => {
            const { folder } = project;
            const git = (...words: string[]) =>
                execFileSync("git", words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
            git("init", "--quiet", "--bare", "remote.git");
            git("init", "--quiet", "--initial-branch=main");
            git("remote", "add", "origin", join(folder, "remote.git"));
            git("add", "Pulumi.dev.yaml");
            git(
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@shop.example",
                "commit",
                "--quiet",
                "--no-gpg-sign",
                "-m",
                "base",
            );
            mkdirSync(join(folder, "bin"));
            project.write(
                `bin/${tool}`,
                `#!/bin/sh\necho "${tool} $*" >> ${join(folder, "calls")}\n[ "$2" != view ]\n`,
                0o755,
            );
            const env = {
                PATH: `${join(folder, "bin")}:${process.env.PATH}`,
                COMMAND: [process.execPath, ...command([])].join(" "),
                STACK: "dev",
                IMAGES: "",
                FROM: "built.json",
                BASE: "main",
                RUNNER_TEMP: folder,
                AGENT_TEMPDIRECTORY: folder,
                GIT_CONFIG_GLOBAL: "/dev/null",
            };
            const step = () => promisify(execFile)("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env });
            await step();
            assert.match(project.read("calls"), open);
            assert.equal(git("diff", "--stat", "main", "origin/image-delivery/pin-dev").split("\n").length, 3);
            assert.match(git("show", "origin/image-delivery/pin-dev:Pulumi.dev.yaml"), new RegExp(project.digest));
            const calls = project.read("calls");
            await step();
            assert.equal(project.read("calls"), calls);
        });
    }
});
