// Follows the pods of an API server in this process, and notes what its follower is told.
import type { PodFacts } from "../../model/kubernetes/facts";
import { kubernetesClient } from "../../observe/cluster/client";
import { PODS } from "../../observe/cluster/resources";
import { type Follower, follow } from "../../observe/follow/follow";
import { ApiServer } from "./apiServer";
import { prepullPod } from "./objects";
import { until } from "./until";

export const PATH = "/api/v1/pods";

export class PodFollowing {
    readonly seen: string[] = [];
    /** How many failures in a row each wait followed. */
    readonly waits: number[] = [];
    private readonly stop = new AbortController();
    private following: Promise<void> = Promise.resolve();

    private constructor(readonly server: ApiServer) {}

    static async prepare(): Promise<PodFollowing> {
        return new PodFollowing(await ApiServer.start());
    }

    /** Ends it, and the server with it. */
    async close(): Promise<void> {
        await this.end().catch(() => undefined);
        await this.server.down();
    }

    end(): Promise<void> {
        this.stop.abort();
        return this.following;
    }

    /** Resolves when it is ended, or rejects with what it failed with. */
    async start(
        more: { remember?: boolean; follower?: Partial<Follower<PodFacts>> } = {},
    ): Promise<() => Promise<void>> {
        const { remember, follower } = more;
        const noted: Follower<PodFacts> = {
            changed: ({ node, ready }) => this.seen.push(`${node} ${ready}`),
            deleted: (uid) => this.seen.push(`gone ${uid}`),
            listed: () => this.seen.push("listed"),
            away: (error) => error && this.seen.push("away"),
            ...follower,
        };
        const waitMs = (failures: number) => {
            this.waits.push(failures);
            return failures * 5;
        };
        const client = await kubernetesClient({ kubeconfig: this.server.kubeconfig });
        this.following = follow(client, { resource: PODS, remember }, noted, this.stop.signal, waitMs);
        // Whoever expects a failure asks for it later.
        this.following.catch(() => undefined);
        return () => this.following;
    }

    pod(node: string, ready = false): void {
        this.server.store.put("pods", prepullPod("pre", node, "app:1", ready));
    }

    remove(node: string): void {
        this.server.store.remove({ plural: "pods", namespace: "shop" }, `pre-${node}`);
    }

    sees(last: string): Promise<void> {
        return until(() => this.seen.at(-1) === last, `the last change is "${last}", not "${this.seen.at(-1)}"`);
    }

    watches(count: number): Promise<void> {
        return until(() => this.server.asked("watch", PATH) >= count, `${count} watches were asked`);
    }

    listedAgain(): Promise<void> {
        return until(() => this.seen.filter((one) => one === "listed").length === 2, "it is listed again");
    }
}
