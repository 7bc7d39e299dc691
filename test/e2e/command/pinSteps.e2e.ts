// The steps of pipelines that open a pull request with what `image-delivery pin --from FILE` writes.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { REPOSITORY } from "../../../platform/paths";
import { RegistryServer } from "../../support/registryServer";
import { command } from "../../support/run";

const OLD = `sha256:${"0".repeat(64)}`;

describe("the step of a pipeline that pins images", () => {
    let server: RegistryServer;
    let digest: string;
    let folder: string;

    before(async () => {
        server = await RegistryServer.start();
        ({ digest } = server.image({ layers: [randomBytes(300_000)] }));
    });
    after(() => server.stop());
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "pin-step-"));
        write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        write(
            "Pulumi.dev.yaml",
            `config:\n  aks-image-delivery:rollout:\n    images:\n      - { name: api, image: ${server.host}/shop/api@${OLD}, size: 1MB } # api\n`,
        );
        write(
            "built.json",
            JSON.stringify({ "containerimage.digest": digest, "image.name": `${server.host}/shop/api:2` }),
        );
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (name: string, text: string, mode = 0o644) => writeFileSync(join(folder, name), text, { mode });
    const read = (name: string) => readFileSync(join(folder, name), "utf8");

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
            write(`bin/${tool}`, `#!/bin/sh\necho "${tool} $*" >> ${join(folder, "calls")}\n[ "$2" != view ]\n`, 0o755);
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
            assert.match(read("calls"), open);
            assert.equal(git("diff", "--stat", "main", "origin/image-delivery/pin-dev").split("\n").length, 3);
            assert.match(git("show", "origin/image-delivery/pin-dev:Pulumi.dev.yaml"), new RegExp(digest));
            const calls = read("calls");
            await step();
            assert.equal(read("calls"), calls);
        });
    }
});
