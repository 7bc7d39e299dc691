// What must never be seen meanwhile: two migrations that run simultaneously, or one image that is migrated twice.
import { type KubernetesObject, objects } from "../e2e/support/cluster";

const MIGRATIONS = "app.kubernetes.io/component=migration";
const EVERY_MS = 500;

export class MigrationWatch {
    /** Pods that succeeded, by the Job's name: the name holds the digest. */
    private readonly succeeded = new Map<string, Set<string>>();
    private readonly faults = new Set<string>();
    private ended = false;
    private watching: Promise<void> = Promise.resolve();

    constructor(private readonly namespace: string) {}

    start(): void {
        this.watching = this.watch();
    }

    /** What was seen that must not be. */
    async end(): Promise<string[]> {
        this.ended = true;
        await this.watching;
        await this.look();
        return [...this.faults];
    }

    private async watch(): Promise<void> {
        while (!this.ended) {
            // The API server may be the one that was killed.
            await this.look().catch(() => undefined);
            await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
    }

    private async look(): Promise<void> {
        const pods = await objects(this.namespace, "pods", MIGRATIONS);
        const running = pods.filter(
            ({ status, metadata }) => status.phase === "Running" && !metadata.deletionTimestamp,
        );
        if (running.length > 1) {
            this.faults.add(
                `two migrations ran simultaneously: ${running.map(({ metadata }) => metadata.name).join(", ")}`,
            );
        }
        for (const pod of pods.filter(({ status }) => status.phase === "Succeeded")) {
            this.note(pod);
        }
    }

    private note({ metadata: { labels = {}, uid } }: KubernetesObject): void {
        const job = labels["batch.kubernetes.io/job-name"] ?? "";
        const pods = (this.succeeded.get(job) ?? new Set()).add(uid);
        this.succeeded.set(job, pods);
        if (pods.size > 1) {
            this.faults.add(`${job} has migrated ${pods.size} times`);
        }
    }
}
