// Where a registry's credential comes from: given, Azure's sign-in for *.azurecr.io, Docker's config, or none (anonymous).
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { configKey } from "./dockerHub";
import { RegistryError } from "./errors";

/** A user's password, or an identity token (refresh token) that buys access tokens. Never printed. */
export type Credential =
    | { readonly kind: "password"; readonly username: string; readonly password: string }
    | { readonly kind: "refreshToken"; readonly token: string };

const stored = v.object({ auth: v.optional(v.string()), identitytoken: v.optional(v.string()) });
const dockerConfig = v.object({
    auths: v.optional(v.record(v.string(), stored)),
    credsStore: v.optional(v.string()),
    credHelpers: v.optional(v.record(v.string(), v.string())),
});
const helperAnswer = v.object({ Username: v.string(), Secret: v.string() });

/** The credential that `docker login` left for `host`, or undefined: then the registry is asked anonymously. */
export async function dockerCredential(
    host: string,
    env: NodeJS.ProcessEnv = process.env,
): Promise<Credential | undefined> {
    const file = join(env.DOCKER_CONFIG ?? join(homedir(), ".docker"), "config.json");
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    const config = parsedConfig(text, file);
    const key = configKey(host);
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    const helped = helper ? await fromHelper(helper, key) : undefined;
    const stored = config.auths?.[key] ?? config.auths?.[`https://${key}`];
    if (helped !== undefined) {
        return helped;
    }
    if (stored?.identitytoken) {
        return { kind: "refreshToken", token: stored.identitytoken };
    }
    return stored?.auth ? basicOf(stored.auth, file, key) : undefined;
}

function parsedConfig(text: string, file: string): v.InferOutput<typeof dockerConfig> {
    try {
        return v.parse(dockerConfig, JSON.parse(text));
    } catch {
        throw new RegistryError(
            `${file} is not a valid Docker configuration; fix it, or set DOCKER_CONFIG to another folder.`,
        );
    }
}

function basicOf(auth: string, file: string, key: string): Credential {
    const [username = "", ...rest] = Buffer.from(auth, "base64").toString("utf8").split(":");
    if (username === "" || rest.length === 0) {
        throw new RegistryError(`The entry of ${key} in ${file} cannot be read; run docker login ${key} again.`);
    }
    return passwordOf(username, rest.join(":"));
}

/** Docker marks an identity token by this user name. */
function passwordOf(username: string, password: string): Credential {
    return username === "<token>" || username === "00000000-0000-0000-0000-000000000000"
        ? { kind: "refreshToken", token: password }
        : { kind: "password", username, password };
}

async function fromHelper(helper: string, key: string): Promise<Credential | undefined> {
    if (!/^[\w.-]+$/.test(helper)) {
        throw new RegistryError(`The credential helper "${helper}" of Docker's configuration has an invalid name.`);
    }
    const parsed = v.safeParse(helperAnswer, jsonOf(await answerOf(`docker-credential-${helper}`, key)));
    return parsed.success ? passwordOf(parsed.output.Username, parsed.output.Secret) : undefined;
}

/** Empty where it fails: both when it is broken and when it knows nothing. Docker pulls anonymously in either case. */
async function answerOf(program: string, key: string): Promise<string> {
    // Loaded here, because components load this file.
    const { x } = await import("tinyexec");
    try {
        // A package of the project must not pass for a helper: not from node_modules/.bin.
        const settings = { stdin: key, timeout: 15_000, throwOnError: true, nodePath: false };
        const helper = x(program, ["get"], settings);
        // One that ends without having read which registry it is asked about has failed: that is not an error of the pipe.
        helper.process?.stdin?.on("error", () => undefined);
        return (await helper).stdout;
    } catch {
        return "";
    }
}

function jsonOf(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
