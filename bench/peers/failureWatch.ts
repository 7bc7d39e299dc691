// When the kubelet wrote first that a pull failed: what a tool could have known.
import { setTimeout as sleep } from "node:timers/promises";
import { read } from "../../platform/kubernetes/apiServer";

const EVERY_MS = 200;

interface Event {
    readonly reason?: string;
    readonly message?: string;
}

export class FailureWatch {
    private ended = false;
    private watching: Promise<number | undefined> = Promise.resolve(undefined);

    constructor(private readonly namespace: string) {}

    start(): void {
        this.watching = this.watch();
    }

    /** Seconds from the start to the first such event; undefined where there was none. */
    async end(): Promise<number | undefined> {
        this.ended = true;
        return this.watching;
    }

    private async watch(): Promise<number | undefined> {
        const startedAt = performance.now();
        while (!this.ended) {
            const { items } = await read<{ items: Event[] }>(`/api/v1/namespaces/${this.namespace}/events`);
            if (items.some(({ reason, message }) => reason === "Failed" && message?.includes("Failed to pull image"))) {
                return (performance.now() - startedAt) / 1_000;
            }
            await sleep(EVERY_MS);
        }
        return undefined;
    }
}
