// Reads a kubeconfig without the Kubernetes client library, which would cost every start of the plugin a second.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

/** How to reach one cluster, as one user. */
export interface Connection {
    readonly server: string;
    readonly tls: {
        readonly ca?: string | Buffer;
        readonly cert?: string | Buffer;
        readonly key?: string | Buffer;
        readonly rejectUnauthorized?: boolean;
    };
    readonly token?: string;
    /** Namespace of the context. */
    readonly namespace: string;
}

type Fields = Record<string, unknown>;

/**
 * @param given text of a kubeconfig, or the path of one; without it KUBECONFIG, then ~/.kube/config.
 * @param context the kubeconfig's current one by default.
 */
export function readKubeconfig(given: string | undefined, context: string | undefined): Connection {
    const { text, origin, folder } = source(given);
    const config = (parse(text) ?? {}) as Fields;
    const wanted = context ?? (config["current-context"] as string | undefined);
    const chosen = entry(config, "contexts", "context", wanted, origin);
    const cluster = entry(config, "clusters", "cluster", chosen.cluster, origin);
    const user = entry(config, "users", "user", chosen.user, origin);
    if (user.exec !== undefined) {
        throw new Error(
            `the kubernetes stand-in runs no credential plugin, which ${origin} asks for; use a token or certificate`,
        );
    }
    return {
        server: String(cluster.server).replace(/\/$/, ""),
        tls: {
            ca: material(cluster, "certificate-authority", folder),
            cert: material(user, "client-certificate", folder),
            key: material(user, "client-key", folder),
            rejectUnauthorized: cluster["insecure-skip-tls-verify"] !== true,
        },
        token: (user.token as string | undefined) ?? tokenFile(user, folder),
        namespace: String(chosen.namespace ?? "default"),
    };
}

function source(given: string | undefined): { text: string; origin: string; folder: string } {
    if (given && (given.includes("\n") || given.trimStart().startsWith("{"))) {
        return { text: given, origin: "the kubeconfig text", folder: process.cwd() };
    }
    const inherited = process.env.KUBECONFIG?.split(path.delimiter)[0];
    const file = given || inherited || path.join(os.homedir(), ".kube/config");
    if (!fs.existsSync(file)) {
        throw new Error(`kubeconfig ${file} does not exist; give the path or the text of one`);
    }
    return { text: fs.readFileSync(file, "utf8"), origin: `kubeconfig ${file}`, folder: path.dirname(file) };
}

function entry(config: Fields, list: string, field: string, name: unknown, origin: string): Fields {
    const entries = (config[list] ?? []) as Fields[];
    const found = entries.find((candidate) => candidate.name === name)?.[field];
    if (found === undefined) {
        const names = entries.map((candidate) => candidate.name).join(", ") || "none";
        throw new Error(`${origin} has no ${field} "${name ?? ""}"; it has: ${names}`);
    }
    return found as Fields;
}

/** Certificates and keys stand in a kubeconfig as base64, or as the path of a file. */
function material(fields: Fields, name: string, folder: string): Buffer | undefined {
    const data = fields[`${name}-data`];
    if (typeof data === "string") {
        return Buffer.from(data, "base64");
    }
    const file = fields[name];
    return typeof file === "string" ? fs.readFileSync(path.resolve(folder, file)) : undefined;
}

function tokenFile(user: Fields, folder: string): string | undefined {
    const file = user.tokenFile;
    return typeof file === "string" ? fs.readFileSync(path.resolve(folder, file), "utf8").trim() : undefined;
}
