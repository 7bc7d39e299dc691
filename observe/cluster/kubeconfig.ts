// Finds and loads the kubeconfig as kubectl does, and names what is wrong with it in one line.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import { proxyFor } from "../../model/proxy";
import { ClusterError, oneLine } from "./errors";

type Library = typeof import("@kubernetes/client-node");

/** Which cluster to talk to. Nothing given means what kubectl would use. */
export interface ClusterAccess {
    /** Text of a kubeconfig, or the path of one. Default: KUBECONFIG, then ~/.kube/config, then the pod's own account. */
    readonly kubeconfig?: string;
    /** Default: the kubeconfig's current context. */
    readonly context?: string;
}

const IN_CLUSTER_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/** The kubeconfig with its context chosen. Throws a ClusterError of kind `kubeconfig` that says what was looked for. */
export function loadKubeconfig(library: Library, access: ClusterAccess): KubeConfig {
    const config = access.kubeconfig ? given(library, access.kubeconfig) : found(library);
    choose(config, access.context);
    allowPlainHttp(config);
    return config;
}

function given(library: Library, kubeconfig: string): KubeConfig {
    // Programs hand a kubeconfig over as YAML, or as JSON, which may be a single line.
    const isText = kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{");
    if (isText) {
        return parsed(library, "the kubeconfig text", (config) => config.loadFromString(kubeconfig));
    }
    if (!existsSync(kubeconfig)) {
        throw fault(`kubeconfig "${kubeconfig}" does not exist; give the path or the text of a kubeconfig`);
    }
    return loadedFile(library, kubeconfig);
}

function found(library: Library): KubeConfig {
    const listed = (process.env.KUBECONFIG ?? "").split(delimiter).filter((path) => path !== "");
    const candidates = listed.length > 0 ? listed : [join(homedir(), ".kube", "config")];
    // kubectl skips files of KUBECONFIG that do not exist; the library stops at the first of them.
    const [first, ...others] = candidates.filter((path) => existsSync(path));
    if (first !== undefined) {
        const config = loadedFile(library, first);
        for (const path of others) {
            merge(config, loadedFile(library, path));
        }
        return config;
    }
    if (existsSync(IN_CLUSTER_TOKEN)) {
        const config = new library.KubeConfig();
        config.loadFromCluster();
        return config;
    }
    const looked =
        listed.length > 0 ? `KUBECONFIG names ${listed.join(", ")}` : `KUBECONFIG is not set, ${candidates[0]}`;
    throw fault(`no kubeconfig: ${looked}, which does not exist; sign in first (AKS: az aks get-credentials)`);
}

/** As kubectl merges: of a name that comes twice, the first is found (the library's own merge refuses it). */
function merge(config: KubeConfig, other: KubeConfig): void {
    config.loadFromOptions({
        clusters: [...config.clusters, ...other.clusters],
        users: [...config.users, ...other.users],
        contexts: [...config.contexts, ...other.contexts],
        currentContext: config.currentContext || other.currentContext,
    });
}

function loadedFile(library: Library, path: string): KubeConfig {
    return parsed(library, `kubeconfig "${path}"`, (config) => {
        const text = readFileSync(path, "utf8");
        // To kubectl an empty file is a kubeconfig that holds nothing. Read once: it may be a pipe.
        if (text !== "") {
            config.loadFromString(text);
            config.makePathsAbsolute(dirname(path));
        }
    });
}

function parsed(library: Library, what: string, load: (config: KubeConfig) => void): KubeConfig {
    const config = new library.KubeConfig();
    try {
        load(config);
    } catch (error) {
        throw fault(`${what} cannot be read: ${safeReason(error)}`);
    }
    return config;
}

/** A YAML error quotes the lines around it, which may hold a token: only its reason and its place are told. */
function safeReason(error: unknown): string {
    const { reason, mark, message } = error as { reason?: string; mark?: { line: number }; message?: string };
    if (reason !== undefined) {
        return `${reason}${mark ? ` (line ${mark.line + 1})` : ""}`;
    }
    return error instanceof TypeError ? "it is not a kubeconfig" : oneLine(message ?? String(error));
}

function choose(config: KubeConfig, context: string | undefined): void {
    const names = [...new Set(config.contexts.map(({ name }) => name))];
    const contexts = names.length > 0 ? `its contexts are: ${names.join(", ")}` : "it has no contexts";
    const chosen = context || config.currentContext;
    if (!chosen) {
        throw fault(`the kubeconfig has no current context, ${contexts}; choose one`);
    }
    if (!names.includes(chosen)) {
        throw fault(`the kubeconfig has no context "${chosen}", ${contexts}`);
    }
    config.setCurrentContext(chosen);
    const server = config.getCurrentCluster()?.server;
    if (!server) {
        throw fault(`context "${chosen}" of the kubeconfig names a cluster that the kubeconfig does not have`);
    }
    if (!/^https?:/i.test(server) || !URL.canParse(server)) {
        throw fault(
            `context "${chosen}" of the kubeconfig has the server "${server}"; expected an address such as https://host:443`,
        );
    }
}

/**
 * As kubectl: a server without TLS, such as that of `kubectl proxy`, is asked although nothing says that it is not verified, which
 * the library refuses, and is not shown a credential.
 */
function allowPlainHttp(config: KubeConfig): void {
    const current = config.getCurrentCluster();
    if (!current?.server.startsWith("http:") || current.skipTLSVerify) {
        return;
    }
    const user = config.getCurrentUser();
    config.clusters = config.clusters.map((each) => (each === current ? { ...each, skipTLSVerify: true } : each));
    config.users = config.users.map((each) => (each === user ? { name: each.name } : each));
}

/**
 * Returns the proxy before the current cluster. Where the kubeconfig names none, that of the variables is set, which kubectl knows
 * and the library does not.
 */
export function throughProxy(config: KubeConfig, variables: NodeJS.ProcessEnv): URL | undefined {
    const current = config.getCurrentCluster();
    if (!current || !URL.canParse(current.server)) {
        return undefined;
    }
    if (current.proxyUrl) {
        return URL.canParse(current.proxyUrl) ? new URL(current.proxyUrl) : undefined;
    }
    const proxy = proxyFor(new URL(current.server), variables);
    if (proxy !== undefined) {
        const proxyUrl = proxy.href;
        config.clusters = config.clusters.map((each) => (each === current ? { ...each, proxyUrl } : each));
    }
    return proxy;
}

function fault(message: string): ClusterError {
    return new ClusterError("kubeconfig", message);
}
