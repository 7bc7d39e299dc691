// What a change of an image costs the nodes that have the image before it.
import type { ImageManifest } from "../image/manifests";
import { formatImageSize } from "../image/size";
import { pullSeconds } from "./pullTime";

export interface SizeChange {
    readonly platform: string;
    readonly before?: number;
    readonly after?: number;
    /** Bytes of layers that the baseline does not have: what a node that holds the baseline still downloads. */
    readonly newBytes: number;
}

/** The difference of each platform to the baseline, in the order of platform names. */
export function sizeChanges(before: readonly ImageManifest[], after: readonly ImageManifest[]): SizeChange[] {
    const platforms = [...new Set([...before, ...after].map((image) => image.platform))].sort();
    return platforms.map((platform) => {
        const old = before.find((image) => image.platform === platform);
        const now = after.find((image) => image.platform === platform);
        const known = new Set(old?.layers.map((layer) => layer.digest));
        const fresh = (now?.layers ?? []).filter((layer) => !known.has(layer.digest));
        const newBytes = fresh.reduce((sum, layer) => sum + layer.bytes, 0);
        return { platform, before: old?.totalBytes, after: now?.totalBytes, newBytes };
    });
}

/** A Markdown table for a pull request. */
export function changesMarkdown(changes: readonly SizeChange[], baseline: string): string {
    const rows = changes.map(
        (change) =>
            `| ${change.platform} | ${sizeText(change.before)} | ${sizeText(change.after)} | ${differenceText(change)} | ${formatImageSize(change.newBytes)} | ${timeoutText(change)} |`,
    );
    return [
        `Image size against \`${baseline}\``,
        "",
        "| platform | before | after | difference | new layers | pull timeout |",
        "|---|---:|---:|---:|---:|---|",
        ...rows,
        "",
    ].join("\n");
}

export function sizeText(bytes: number | undefined): string {
    return bytes === undefined ? "-" : formatImageSize(bytes);
}

/** How much larger or smaller: `+30 MB (+4.8 %)`. */
export function differenceText({ before, after }: Pick<SizeChange, "before" | "after">): string {
    if (before === undefined || after === undefined) {
        return before === undefined ? "new" : "gone";
    }
    const difference = after - before;
    const percent =
        before === 0 ? "" : ` (${difference < 0 ? "-" : "+"}${((Math.abs(difference) / before) * 100).toFixed(1)} %)`;
    return difference === 0
        ? "none"
        : `${difference < 0 ? "-" : "+"}${formatImageSize(Math.abs(difference))}${percent}`;
}

function timeoutText({ before, after }: SizeChange): string {
    const [old, now] = [before, after].map((bytes) => (bytes === undefined ? undefined : pullSeconds(bytes)));
    return old === now || old === undefined || now === undefined ? `${now ?? old} s` : `**${old} s -> ${now} s**`;
}
