/** Requests to the platform's API server with all rights, for what belongs to the platform itself. */
import * as fs from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import * as path from "node:path";
import { API_SERVER, PKI } from "../paths";

export interface Answer {
    status: number;
    body: string;
}

/** Undefined when nothing answers within 10 s. */
export function request(url: string, options: https.RequestOptions = {}, body?: string): Promise<Answer | undefined> {
    const client = url.startsWith("https:") ? https : http;
    return new Promise((resolve) => {
        const asked = client.request(url, { agent: false, timeout: 10_000, ...options }, (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (piece: string) => {
                text += piece;
            });
            response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
            response.on("error", () => resolve(undefined));
        });
        asked.on("timeout", () => asked.destroy());
        asked.on("error", () => resolve(undefined));
        asked.end(body);
    });
}

/** Undefined as well while there are no certificates yet. */
export function askApiServer(resource: string, options: https.RequestOptions = {}, body?: string) {
    if (!fs.existsSync(path.join(PKI, "admin.crt"))) {
        return Promise.resolve(undefined);
    }
    const read = (name: string) => fs.readFileSync(path.join(PKI, name));
    const identity = { ca: read("ca.crt"), cert: read("admin.crt"), key: read("admin.key") };
    return request(`${API_SERVER}${resource}`, { ...identity, ...options }, body);
}

/** Creates or changes one object. */
export async function apply(resource: string, object: object): Promise<void> {
    await change("PATCH", `${resource}?fieldManager=platform&force=true`, object, "application/apply-patch+yaml");
}

export async function read<T>(resource: string): Promise<T> {
    return JSON.parse(await change("GET", resource)) as T;
}

/** One that is gone already is as good as deleted. */
export async function remove(resource: string): Promise<void> {
    await change("DELETE", resource, undefined, undefined, [404]);
}

export async function change(
    method: string,
    resource: string,
    object?: object,
    type = "application/json",
    accepted: readonly number[] = [],
): Promise<string> {
    const body = object && JSON.stringify(object);
    const headers = { "content-type": type, "content-length": Buffer.byteLength(body ?? "") };
    const answer = await askApiServer(resource, { method, headers }, body);
    if (answer === undefined) {
        throw new Error(`${method} ${resource}: the platform's API server does not answer.`);
    }
    if (answer.status >= 300 && !accepted.includes(answer.status)) {
        throw new Error(`${method} ${resource}: ${answer.status} ${answer.body}`);
    }
    return answer.body;
}

/** As many simultaneously as the API server takes well. */
export async function forEach<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
    const queue = [...items];
    const worker = async () => {
        for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
            await act(item);
        }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
}
