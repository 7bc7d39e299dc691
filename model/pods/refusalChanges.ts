/** Workloads that are refused their pods, as lines of a live view. */

import { spokenDuration } from "../text/durations";
import { plainError } from "../text/plain";
import type { WatchChange } from "./changes";
import { TEXT_LENGTH } from "./diagnosis";
import type { Refusal } from "./refusals";

export function refusalLine(refusal: Refusal, now: number): string {
    const seconds = Math.max(0, Math.round((now - refusal.since) / 1_000));
    return `${workloadName(refusal)} has been refused pods for ${spokenDuration(seconds)}: ${words(refusal)}`;
}

function workloadName({ kind, namespace, name, owner }: Refusal): string {
    return `${kind} ${namespace}/${name}${owner ? ` of ${owner.kind} ${owner.name}` : ""}`;
}

function words({ text }: Refusal): string {
    return plainError(text, TEXT_LENGTH);
}

export class RefusalChanges {
    /** What was last told of each workload, by its kind and name. */
    private told = new Map<string, { readonly refusal: Refusal; readonly text: string }>();

    /** The refusals with new words, and the workloads that are no longer refused, each once. */
    since(refusals: readonly Refusal[], now: number): WatchChange[] {
        const at = new Date(now).toISOString();
        const before = this.told;
        this.told = new Map(
            refusals.map((refusal) => [workloadName(refusal), { refusal, text: withoutNames(refusal) }]),
        );
        const news = refusals.filter((one) => before.get(workloadName(one))?.text !== withoutNames(one));
        const over = [...before].filter(([name]) => !this.told.has(name)).map(([, { refusal }]) => refusal);
        return [
            ...over.map((one) => change(one, at, "accepted", `${workloadName(one)} is no longer refused pods`)),
            ...news.map((one) => change(one, at, "refused", refusalLine(one, now))),
        ];
    }
}

/** Each try has a pod's name of its own. */
function withoutNames({ text }: Refusal): string {
    return text.replace(/"[^"]*"/g, '""');
}

function change(
    { kind, namespace, name }: Refusal,
    at: string,
    phase: "refused" | "accepted",
    line: string,
): WatchChange {
    return { at, kind, namespace, name, phase, line, healthy: phase === "accepted" };
}
