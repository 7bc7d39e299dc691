// What `size` answers, as text and as JSON.
import { formatImageSize } from "../../../model/image/size";
import { tableText } from "../../../model/text/table";
import type { RegistryProbe } from "../../../observe/registry/probe";
import { labelled } from "../../terminal/wrap";

/** The answer of `size --output json`. */
export interface SizeReport {
    readonly image: string;
    readonly registry: RegistryProbe & { readonly firstByteMs: number };
    readonly platforms: readonly {
        readonly platform: string;
        readonly digest: string;
        readonly bytes: number;
        readonly layers: readonly { readonly digest: string; readonly bytes: number; readonly compression: string }[];
        readonly pullTimeoutSeconds: number;
        readonly migrationDeadlineSeconds: number;
    }[];
    /** Signatures, SBOMs and the like, which no node downloads with the image. */
    readonly referrers: readonly { readonly type: string; readonly digest: string; readonly bytes: number }[];
    /** What could not be asked, and why. */
    readonly notes: readonly string[];
    readonly faults: readonly string[];
}

const MOST_LAYERS = 5;

export function sizeText(report: SizeReport): string {
    const { host, addresses, reach, firstByteMs } = report.registry;
    const rows = report.platforms.map((platform) => [
        platform.platform,
        formatImageSize(platform.bytes),
        String(platform.layers.length),
        `${platform.pullTimeoutSeconds} s`,
        `${platform.migrationDeadlineSeconds} s`,
    ]);
    return [
        `${report.image}\n`,
        `${host}: ${reach} address ${addresses.join(", ")}; first byte after ${firstByteMs} ms\n\n`,
        tableText(["PLATFORM", "SIZE", "LAYERS", "PULL TIMEOUT", "MIGRATION DEADLINE"], rows),
        ...report.platforms.map(largestText),
        referrersText(report.referrers),
        ...report.notes.map((note) => `\n${labelled("note: ", note)}`),
    ].join("");
}

function largestText(platform: SizeReport["platforms"][number]): string {
    const largest = [...platform.layers].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_LAYERS);
    const rows = largest.map((layer) => [
        formatImageSize(layer.bytes),
        `${Math.round((layer.bytes / platform.bytes) * 100)} %`,
        `${layer.compression} ${layer.digest}`,
    ]);
    return `\nLargest layers of ${platform.platform}\n${tableText(["SIZE", "SHARE", "LAYER"], rows)}`;
}

function referrersText(referrers: SizeReport["referrers"]): string {
    const types = [...new Set(referrers.map(({ type }) => type))].sort();
    return types.length === 0 ? "" : `\nAttached to it, and not downloaded by nodes:\n  ${types.join("\n  ")}\n`;
}
