/** Asks the parts of the platform whether they work, and waits until they do. */
import * as fs from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import * as path from "node:path";
import { API_SERVER, CONTAINERD_SOCKET, LOG, NODE, PKI, REGISTRY } from "./paths";
import { platformProcesses } from "./processes";

export interface Check {
    /** The program whose log explains a failure. */
    readonly program: string;
    readonly name: string;
    works(): Promise<boolean>;
}

export const REGISTRY_ANSWERS: Check = {
    program: "registry",
    name: "the registry answers",
    works: async () => (await get(`http://${REGISTRY}/v2/`))?.status === 200,
};

export const API_SERVER_READY: Check = {
    program: "kube-apiserver",
    name: "the API server is ready",
    works: async () => (await askApiServer("/readyz"))?.status === 200,
};

export const CONTAINERD_ANSWERS: Check = {
    program: "containerd",
    name: "containerd answers",
    works: () =>
        new Promise((resolve) => {
            const socket = net.connect(CONTAINERD_SOCKET, () => {
                socket.destroy();
                resolve(true);
            });
            socket.on("error", () => resolve(false));
        }),
};

export const NODE_READY: Check = {
    program: "kubelet",
    name: "the node is Ready",
    works: async () => isReady((await askApiServer(`/api/v1/nodes/${NODE}`))?.body),
};

/** Pods are refused before this account exists. */
export const ACCOUNT_EXISTS: Check = {
    program: "kube-controller-manager",
    name: "the default service account exists",
    works: async () => (await askApiServer("/api/v1/namespaces/default/serviceaccounts/default"))?.status === 200,
};

export const CHECKS: readonly Check[] = [
    REGISTRY_ANSWERS,
    API_SERVER_READY,
    CONTAINERD_ANSWERS,
    NODE_READY,
    ACCOUNT_EXISTS,
];

export async function allWork(checks: readonly Check[] = CHECKS): Promise<boolean> {
    const results = await Promise.all(checks.map((check) => check.works()));
    return results.every(Boolean);
}

export interface Patience {
    /** Milliseconds; a machine under load needs a multiple of the usual 4 s. */
    withinMs?: number;
    isRunning?: (program: string) => boolean;
}

/** Waits until the check succeeds; gives up at once when its process has ended, with the last lines of its log. */
export async function waitFor(check: Check, { withinMs = 180_000, isRunning = runs }: Patience = {}): Promise<void> {
    const until = Date.now() + withinMs;
    while (!(await check.works())) {
        const ended = !isRunning(check.program);
        if (ended || Date.now() > until) {
            const what = ended ? `${check.program} has ended` : `not within ${withinMs / 1000} s`;
            throw new Error(`Waited until ${check.name}: ${what}.\n${logTail(check.program)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

const runs = (program: string) => platformProcesses().some((found) => found.program === program);

function logTail(program: string): string {
    const file = path.join(LOG, `${program}.log`);
    if (!fs.existsSync(file)) {
        return `It wrote no log (${file}).`;
    }
    const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
    return [`The end of ${file}:`, ...lines.slice(-8).map((line) => `    ${line.slice(0, 500)}`)].join("\n");
}

export function isReady(node: string | undefined): boolean {
    if (node === undefined) {
        return false;
    }
    const { status } = JSON.parse(node) as { status?: { conditions?: { type: string; status: string }[] } };
    return status?.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;
}

interface Answer {
    status: number;
    body: string;
}

function askApiServer(resource: string): Promise<Answer | undefined> {
    const read = (name: string) => fs.readFileSync(path.join(PKI, name));
    if (!fs.existsSync(path.join(PKI, "admin.crt"))) {
        return Promise.resolve(undefined);
    }
    return get(`${API_SERVER}${resource}`, { ca: read("ca.crt"), cert: read("admin.crt"), key: read("admin.key") });
}

/** Undefined when nothing answers. */
function get(url: string, options: https.RequestOptions = {}): Promise<Answer | undefined> {
    const client = url.startsWith("https:") ? https : http;
    return new Promise((resolve) => {
        const request = client.get(url, { ...options, agent: false, timeout: 5_000 }, (response) => {
            let body = "";
            response.setEncoding("utf8").on("data", (text: string) => {
                body += text;
            });
            response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
            response.on("error", () => resolve(undefined));
        });
        request.on("timeout", () => request.destroy());
        request.on("error", () => resolve(undefined));
    });
}
