// Options of the verbs that talk to a registry, and the client they create.
import type { Command } from "commander";
import { type ImageReference, parseImageReference } from "../../model/image/reference";
import { UsageError } from "../../model/userError";
import type { RegistryClient } from "../../observe/registry/client";
import type { Credential } from "../../observe/registry/credentials";

export interface RegistryOptions {
    readonly username?: string;
    readonly authHost?: string[];
    readonly plainHttp?: boolean;
    readonly caFile?: string;
}

/** Where `--username` takes its password from; a command line can be read by every process of the machine. */
const PASSWORD_VARIABLE = "IMAGE_DELIVERY_PASSWORD";

export function withRegistry(command: Command): Command {
    return command
        .option(
            "--username <name>",
            `user of the registry; the password comes from ${PASSWORD_VARIABLE} (default: DOCKER_AUTH_CONFIG, docker login, az login)`,
        )
        .option("--auth-host <host...>", "other hosts that may see the registry's credential")
        .option("--plain-http", "talk plain HTTP (default: only to this machine)")
        .option("--ca-file <file>", "PEM file of a CA to trust besides the usual ones");
}

export async function clientFor(options: RegistryOptions): Promise<RegistryClient> {
    const { registryClient } = await import("../../observe/registry/client");
    const { authHost: authHosts, plainHttp, caFile } = options;
    return registryClient({ credential: credentialOf(options), authHosts, plainHttp, caFile, onWait: waitPrinter() });
}

/** Says on stderr why it takes so long: once, where several requests wait for the same. */
function waitPrinter(): (text: string) => void {
    const told = new Set<string>();
    return (text) => {
        if (!told.has(text)) {
            told.add(text);
            process.stderr.write(`image-delivery: ${text}\n`);
        }
    };
}

function credentialOf({ username }: RegistryOptions): Credential | undefined {
    const password = process.env[PASSWORD_VARIABLE];
    if (username !== undefined && !password) {
        throw new UsageError(`--username needs the password in the environment variable ${PASSWORD_VARIABLE}.`);
    }
    return username === undefined || !password ? undefined : { kind: "password", username, password };
}

/** The reference of a verb's argument. A repository without tag means `latest`, as everywhere. */
export function referenceOf(text: string): ImageReference {
    try {
        return parseImageReference(text);
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
