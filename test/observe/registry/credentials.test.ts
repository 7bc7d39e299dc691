import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dockerCredential } from "../../../observe/registry/credentials";

describe("Docker's credential for a registry", () => {
    const { PATH = "" } = process.env;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "docker-config-"));
        process.env.PATH = `${folder}:${PATH}`;
    });
    afterEach(() => {
        process.env.PATH = PATH;
        rmSync(folder, { recursive: true });
    });

    /** A program that answers with its own name, and the registry that it was asked about. */
    function helper(name: string, exitCode = 0): void {
        const file = join(folder, `docker-credential-${name}`);
        const answer = `echo "{\\"Username\\":\\"${name}\\",\\"Secret\\":\\"$1 $host\\"}"`;
        writeFileSync(file, `#!/bin/sh\nread -r host\n${answer}\nexit ${exitCode}\n`);
        chmodSync(file, 0o755);
    }

    function credentialOf(host: string, config: object, variables: NodeJS.ProcessEnv = {}) {
        writeFileSync(join(folder, "config.json"), JSON.stringify(config));
        return dockerCredential(host, { DOCKER_CONFIG: folder, ...variables });
    }

    it("comes from the registry's own helper before the one for all", async () => {
        helper("own");
        helper("all");
        const config = { credsStore: "all", credHelpers: { "acr1.azurecr.io": "own" } };
        assert.deepEqual(await credentialOf("acr1.azurecr.io", config), {
            kind: "password",
            username: "own",
            password: "get acr1.azurecr.io",
        });
        assert.deepEqual(await credentialOf("other.azurecr.io", config), {
            kind: "password",
            username: "all",
            password: "get other.azurecr.io",
        });
    });

    it("comes from a helper before the file, which may hold an older one, as Docker has it", async () => {
        helper("own");
        const auth = Buffer.from("before:old").toString("base64");
        const config = { auths: { "acr1.azurecr.io": { auth } }, credHelpers: { "acr1.azurecr.io": "own" } };
        assert.deepEqual(await credentialOf("acr1.azurecr.io", config), {
            kind: "password",
            username: "own",
            password: "get acr1.azurecr.io",
        });
        const missing = { ...config, credHelpers: { "acr1.azurecr.io": "missing" } };
        const stored = { kind: "password", username: "before", password: "old" };
        assert.deepEqual(await credentialOf("acr1.azurecr.io", missing), stored);
    });

    // docker/cli: cli/config/configfile/file.go, and crane, which takes it from there.
    it("comes from the variable of pipelines before all else, and from the rest for other registries", async () => {
        const auth = (user: string) => ({ auth: Buffer.from(`${user}:secret`).toString("base64") });
        const variable = JSON.stringify({ auths: { "acr1.azurecr.io": auth("pipeline") } });
        const config = { auths: { "acr1.azurecr.io": auth("file"), "ghcr.io": auth("file") } };
        const userOf = async (host: string, text: string) => {
            const credential = await credentialOf(host, config, { DOCKER_AUTH_CONFIG: text });
            return credential?.kind === "password" ? credential.username : credential;
        };
        assert.equal(await userOf("acr1.azurecr.io", variable), "pipeline");
        assert.equal(await userOf("ghcr.io", variable), "file");
        assert.equal(await userOf("acr1.azurecr.io", ""), "file");
    });

    it("is not guessed where the variable cannot be read, and the error shows nothing of it", async () => {
        for (const [text, fault] of [
            ["s3cret", "DOCKER_AUTH_CONFIG is not a valid Docker configuration; fix or unset it."],
            [
                '{"auths":{"ghcr.io":{"auth":"s3cret"}}}',
                "The entry of ghcr.io in DOCKER_AUTH_CONFIG cannot be read; fix it.",
            ],
        ] as const) {
            await assert.rejects(credentialOf("ghcr.io", {}, { DOCKER_AUTH_CONFIG: text }), { message: fault });
        }
    });

    it("is none where the helper is missing, or fails", async () => {
        helper("broken", 1);
        for (const credsStore of ["missing", "broken"]) {
            assert.equal(await credentialOf("acr1.azurecr.io", { credsStore }), undefined);
        }
    });
});
