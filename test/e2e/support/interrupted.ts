// What the scenarios of interrupted updates have in common: one image, a slow registry, a migration that takes its time.
import assert from "node:assert/strict";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { Child } from "./child";
import { type KubernetesObject, objects } from "./cluster";
import { eventually } from "./eventually";
import { freshImage, Scenario, sampleRollout } from "./scenario";

const MIGRATION_PODS = "app.kubernetes.io/component=migration";

export class InterruptedScenario extends Scenario {
    private proxy: ExtraRegistry | undefined;
    private readonly children: Child[] = [];

    override async prepare(): Promise<void> {
        await super.prepare();
        this.proxy = await startExtraRegistry();
    }

    override async remove(): Promise<void> {
        // A test that failed may have left its update running, which would hold the stack's lock.
        await Promise.all(this.children.map((child) => child.end()));
        await super.remove();
        await this.proxy?.stop();
    }

    get registry(): ExtraRegistry {
        assert.ok(this.proxy, "prepare() comes first");
        return this.proxy;
    }

    /** Configures a rollout of a fresh image whose migration takes so many seconds. */
    async configureFresh(migrateSeconds = 0): Promise<void> {
        const image = await freshImage(`e2e/${this.name}`, { sample: true });
        const rollout = sampleRollout(this.name, image.reference.replace(/^[^/]+/, this.registry.address));
        const env = { ...rollout.migration.env, MIGRATE_SECONDS: String(migrateSeconds) };
        this.configure({ rollout: { ...rollout, migration: { ...rollout.migration, env } } });
    }

    startUp(): Child {
        const child = new Child("test/e2e/support/upChild.ts", [this.name]);
        this.children.push(child);
        return child;
    }

    /** The Job of the migration once its pod runs. */
    runningMigration(): Promise<KubernetesObject> {
        return eventually(async () => {
            assert.equal((await this.runningPods()).length, 1, "the migration does not run yet");
            const [job] = await objects(this.name, "jobs");
            assert.ok(job);
            return job;
        }, 240);
    }

    async runningPods(): Promise<KubernetesObject[]> {
        const pods = await objects(this.name, "pods", MIGRATION_PODS);
        return pods.filter(({ status }) => status.phase === "Running");
    }
}
