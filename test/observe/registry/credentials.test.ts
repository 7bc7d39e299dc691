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

    const auth = (text: string) => ({ auth: Buffer.from(text).toString("base64") });

    it("is an identity token where Docker marks one", async () => {
        const token = { kind: "refreshToken", token: "t" };
        for (const entry of [
            { identitytoken: "t", ...auth("x:y") },
            auth("<token>:t"),
            auth("00000000-0000-0000-0000-000000000000:t"),
        ]) {
            assert.deepEqual(await credentialOf("ghcr.io", { auths: { "ghcr.io": entry } }), token);
        }
    });

    it("is found under the key that has a scheme, and keeps the colons of a password", async () => {
        const found = await credentialOf("ghcr.io", { auths: { "https://ghcr.io": auth("ci:a:b") } });
        assert.deepEqual(found, { kind: "password", username: "ci", password: "a:b" });
    });

    it("is none without Docker's configuration, an entry, or anything in it", async () => {
        assert.equal(await dockerCredential("ghcr.io", { DOCKER_CONFIG: join(folder, "missing") }), undefined);
        for (const config of [{}, { auths: {} }, { auths: { "ghcr.io": {} } }]) {
            assert.equal(await credentialOf("ghcr.io", config), undefined);
        }
    });

    it("is not guessed from an entry or a file that cannot be read", async () => {
        for (const text of ["ci", ":secret"]) {
            await assert.rejects(credentialOf("ghcr.io", { auths: { "ghcr.io": auth(text) } }), {
                message: /^The entry of ghcr\.io in .*config\.json cannot be read; run docker login ghcr\.io again\.$/,
            });
        }
        await assert.rejects(credentialOf("ghcr.io", { auths: 7 }), {
            message:
                /config\.json is not a valid Docker configuration; fix it, or set DOCKER_CONFIG to another folder\.$/,
        });
    });

    it("comes from no program but a helper of that name, and from no answer but one of a helper", async () => {
        await assert.rejects(credentialOf("ghcr.io", { credsStore: "x; rm -rf /" }), {
            message: /^The credential helper "x; rm -rf \/" of Docker's configuration has an invalid name\.$/,
        });
        for (const answer of ["nothing", '{"Username":"a"}']) {
            writeFileSync(join(folder, "docker-credential-odd"), `#!/bin/sh\necho '${answer}'\n`);
            chmodSync(join(folder, "docker-credential-odd"), 0o755);
            assert.equal(await credentialOf("ghcr.io", { credsStore: "odd" }), undefined);
        }
    });
});
