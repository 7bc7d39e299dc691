// Connections that go through the proxy of the variables where there is one. Node.js itself does not look at them.
import type { Agent } from "undici";
import { proxyFor } from "../../model/proxy";

interface Settings {
    readonly connect?: { readonly timeout?: number; readonly ca?: string[] };
    readonly keepAliveTimeout?: number;
    /** To one host; as many as requests run at a time by default. */
    readonly connections?: number;
}

/** undici, which does the talking, is loaded here and not before. */
export async function proxyAgent(settings: Settings = {}): Promise<Agent> {
    const { Agent, Pool, ProxyAgent } = await import("undici");
    const { connect: requestTls, ...others } = settings;
    const factory = (origin: string | URL, options: object) => {
        const proxy = proxyFor(new URL(origin), process.env);
        return proxy === undefined
            ? new Pool(origin, options)
            : new ProxyAgent({ ...others, uri: proxy.href, requestTls });
    };
    return new Agent({ ...settings, factory });
}
