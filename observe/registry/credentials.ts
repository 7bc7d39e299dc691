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

/** The variable that pipelines set, GitLab's too. Docker and crane look into it before all else. */
const VARIABLE = "DOCKER_AUTH_CONFIG";

/** The credential that `docker login` left for `host`, or undefined: then the registry is asked anonymously. */
export async function dockerCredential(
    host: string,
    env: NodeJS.ProcessEnv = process.env,
): Promise<Credential | undefined> {
    const key = configKey(host);
    return fromVariable(env[VARIABLE], key) ?? (await fromFile(env.DOCKER_CONFIG, key));
}

function fromVariable(text: string | undefined, key: string): Credential | undefined {
    return text ? storedIn(parsedConfig(text, VARIABLE, "fix or unset it"), key, VARIABLE, "fix it") : undefined;
}

async function fromFile(folder = join(homedir(), ".docker"), key: string): Promise<Credential | undefined> {
    const file = join(folder, "config.json");
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    const config = parsedConfig(text, file, "fix it, or set DOCKER_CONFIG to another folder");
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    const helped = helper ? await fromHelper(helper, key) : undefined;
    return helped ?? storedIn(config, key, file, `run docker login ${key} again`);
}

type DockerConfig = v.InferOutput<typeof dockerConfig>;

function parsedConfig(text: string, place: string, advice: string): DockerConfig {
    try {
        return v.parse(dockerConfig, JSON.parse(text));
    } catch {
        throw new RegistryError(`${place} is not a valid Docker configuration; ${advice}.`);
    }
}

function storedIn({ auths }: DockerConfig, key: string, place: string, advice: string): Credential | undefined {
    const stored = auths?.[key] ?? auths?.[`https://${key}`];
    if (stored?.identitytoken) {
        return { kind: "refreshToken", token: stored.identitytoken };
    }
    if (!stored?.auth) {
        return undefined;
    }
    const [username = "", ...rest] = Buffer.from(stored.auth, "base64").toString("utf8").split(":");
    if (username === "" || rest.length === 0) {
        throw new RegistryError(`The entry of ${key} in ${place} cannot be read; ${advice}.`);
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
