/** Asks the parts of the platform whether they work, and waits until they do. */
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { LOG, REGISTRY } from "../paths";
import { type RealNode, socketOf } from "../realNode";
import { askApiServer, request } from "./apiServer";
import { containerdOf, kubeletOf } from "./node/services";
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
    works: async () => (await request(`http://${REGISTRY}/v2/`))?.status === 200,
};

export const API_SERVER_READY: Check = {
    program: "kube-apiserver",
    name: "the API server is ready",
    works: async () => (await askApiServer("/readyz"))?.status === 200,
};

export function containerdAnswers(node: RealNode): Check {
    return {
        program: containerdOf(node).program,
        name: `containerd of ${node.name} answers`,
        works: () =>
            new Promise((resolve) => {
                const socket = net.connect(socketOf(node), () => {
                    socket.destroy();
                    resolve(true);
                });
                socket.on("error", () => resolve(false));
            }),
    };
}

export function nodeReady(node: RealNode): Check {
    const resource = `/api/v1/nodes/${node.name}`;
    return {
        program: kubeletOf(node).program,
        name: `the node ${node.name} is Ready`,
        works: async () => {
            const [answer, alive] = await Promise.all([
                askApiServer(resource),
                askApiServer(`${resource}/proxy/healthz`),
            ]);
            // The node may still be Ready from before the kubelet ended: its own word is needed too.
            return (
                alive?.status === 200 && answer?.status === 200 && isReady(JSON.parse(answer.body) as NodeConditions)
            );
        },
    };
}

/** Pods are refused before this account exists. */
export const ACCOUNT_EXISTS: Check = {
    program: "kube-controller-manager",
    name: "the default service account exists",
    works: async () => (await askApiServer("/api/v1/namespaces/default/serviceaccounts/default"))?.status === 200,
};

export async function allWork(nodes: readonly RealNode[]): Promise<boolean> {
    const ofNodes = nodes.flatMap((node) => [containerdAnswers(node), nodeReady(node)]);
    const checks = [REGISTRY_ANSWERS, API_SERVER_READY, ACCOUNT_EXISTS, ...ofNodes];
    const results = await Promise.all(checks.map((check) => check.works()));
    return results.every(Boolean);
}

export interface Patience {
    /** Milliseconds; a machine under load needs a multiple of the usual 4 s. */
    withinMs?: number;
    isRunning?: (program: string) => boolean;
}

/** Waits until the check succeeds; gives up immediately when its process has ended, with the last lines of its log. */
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

export function logTail(program: string): string {
    const file = path.join(LOG, `${program}.log`);
    if (!fs.existsSync(file)) {
        return `It wrote no log (${file}).`;
    }
    const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
    return [`The end of ${file}:`, ...lines.slice(-8).map((line) => `    ${line.slice(0, 500)}`)].join("\n");
}

/** The part of a node that tells whether it is Ready. */
export interface NodeConditions {
    status?: { conditions?: { type: string; status: string }[] };
}

export function isReady(node: NodeConditions): boolean {
    return node.status?.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;
}
