// One kill: an update of a fresh image, the kill, and what the next update makes of it.
import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "../e2e/support/child";
import { madeObjects } from "../e2e/support/cluster";
import type { InterruptedScenario } from "../e2e/support/interrupted";
import type { Kill } from "./kills";
import { killPart, startParts } from "./victims";
import { MigrationWatch } from "./watch";

/** An update that goes on for longer hangs. */
const LIMIT_MS = 600_000;

const MIGRATE_SECONDS = 4;

/** What went wrong, in sentences; nothing in the usual case. */
export async function killedUpdate(scenario: InterruptedScenario, kill: Kill): Promise<string[]> {
    await scenario.configureFresh(MIGRATE_SECONDS);
    await scenario.registry.set({ rate: kill.rate });
    const watch = new MigrationWatch(scenario.name);
    watch.start();
    const faults = await interrupted(scenario, kill);
    await scenario.registry.set({});
    faults.push(...(await nextUpdate(scenario)), ...(await watch.end()));
    return faults;
}

async function interrupted(scenario: InterruptedScenario, { victim, afterMs, downMs }: Kill): Promise<string[]> {
    const update = scenario.startUp();
    await sleep(afterMs);
    if (victim === "up") {
        await update.end();
        return [];
    }
    if (victim === "rival") {
        return Promise.all([update, scenario.startUp()].map(endOf)).then((texts) => texts.flat());
    }
    killPart(victim);
    await sleep(downMs);
    await startParts();
    return endOf(update);
}

/** However it ends, it says so. */
async function endOf(update: Child): Promise<string[]> {
    const timer = new AbortController();
    const late = sleep(LIMIT_MS, "late", { signal: timer.signal }).catch(() => "");
    const end = await Promise.race([update.exitCode(), late]);
    timer.abort();
    if (end === "late") {
        await update.end();
        return [`an update went on for ${LIMIT_MS / 1_000} s:\n${update.output}`];
    }
    const saysWhy = /error|cancelled|another update|failed/.test(update.output);
    return end === 0 || saysWhy ? [] : [`an update ended with ${end} and did not say why:\n${update.output}`];
}

async function nextUpdate(scenario: InterruptedScenario): Promise<string[]> {
    const { failure, output } = await scenario.up();
    if (failure !== undefined) {
        return [`the next update failed: ${failure}\n${output}`];
    }
    const { changes = {} } = await scenario.preview();
    return [
        ...(Object.keys(changes).join() === "same" ? [] : [`a preview still shows ${JSON.stringify(changes)}`]),
        ...(await openOperations(scenario)),
        ...(await extraObjects(scenario)),
    ];
}

async function openOperations(scenario: InterruptedScenario): Promise<string[]> {
    const { deployment } = await (await scenario.stack()).exportStack();
    const open: { resource: { urn: string } }[] = deployment.pending_operations ?? [];
    return open.map(({ resource }) => `an operation of ${resource.urn} is left open`);
}

async function extraObjects(scenario: InterruptedScenario): Promise<string[]> {
    const made = await madeObjects(scenario.name);
    return ["DaemonSet", "Job", "Deployment"].flatMap((kind) => {
        const names = made
            .filter((each) => each.kind === kind && !each.metadata.deletionTimestamp)
            .map(({ metadata }) => metadata.name);
        return names.length === 1 ? [] : [`there are ${names.length} of kind ${kind}: ${names.join(", ")}`];
    });
}
