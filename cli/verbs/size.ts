// `image-delivery size`: how large an image is for a node, and what follows from it.
import { Command } from "commander";
import type { ImageReference } from "../../model/imageReference";
import { formatImageSize, parseImageSize } from "../../model/imageSize";
import type { ImageManifest } from "../../model/manifests";
import { changesMarkdown, declaredFault, overMaximum, sizeChanges } from "../../model/sizeReport";
import { timeoutChain } from "../../model/timeouts";
import type { RegistryClient } from "../../observe/registry/client";
import { probeRegistry, type RegistryProbe } from "../../observe/registry/probe";
import { UsageError } from "../errors";
import { type OutputFormat, withOutput } from "../options";
import { printJson, tableText } from "../output";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../registryOptions";

interface SizeOptions extends RegistryOptions {
    readonly platform?: string;
    readonly max?: string;
    readonly declared?: string;
    readonly baseline?: string;
    readonly output: OutputFormat;
}

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
    readonly faults: readonly string[];
}

export function sizeCommand(): Command {
    const command = new Command("size")
        .argument("<image>", "reference of the image")
        .option("--platform <os/arch>", "only this platform, such as linux/amd64")
        .option("--max <size>", "fail when the image is larger, such as 500MB")
        .option("--declared <size>", "fail when this declared size is no longer true")
        .option("--baseline <image>", "print the difference to this image as Markdown");
    return withRegistry(withOutput(command)).action(size);
}

async function size(imageText: string, options: SizeOptions): Promise<void> {
    const limits = { most: bytesOf("--max", options.max), declared: bytesOf("--declared", options.declared) };
    const reference = referenceOf(imageText);
    const client = await clientFor(options);
    const registry = await probeRegistry(reference.registry);
    const firstByteMs = await client.firstByteMs(reference);
    const images = await client.resolve(reference, options.platform);
    if (options.baseline !== undefined) {
        const before = await client.resolve(referenceOf(options.baseline), options.platform);
        process.stdout.write(changesMarkdown(sizeChanges(before, images), options.baseline));
    }
    const faults = images.flatMap((image) => faultsOf(image, limits));
    if (options.output === "json" || options.baseline === undefined) {
        const report = {
            ...reportOf(reference.text, { ...registry, firstByteMs }, images),
            referrers: await referrersOf(client, reference),
            faults,
        };
        options.output === "json" ? printJson(report) : process.stdout.write(reportText(report));
    }
    if (faults.length > 0) {
        process.stderr.write(faults.map((fault) => `image-delivery: ${fault}\n`).join(""));
        process.exitCode = 1;
    }
}

function bytesOf(flag: string, text: string | undefined): number | undefined {
    try {
        return text === undefined ? undefined : parseImageSize(text);
    } catch (error) {
        throw new UsageError(`${flag}: ${(error as Error).message}`);
    }
}

function faultsOf(image: ImageManifest, limits: { most?: number; declared?: number }): string[] {
    const declared = limits.declared === undefined ? undefined : declaredFault(image.totalBytes, limits.declared);
    return [
        limits.most === undefined ? undefined : overMaximum(image, limits.most),
        declared && `${image.platform}: ${declared}`,
    ].filter((fault) => fault !== undefined);
}

function reportOf(
    image: string,
    registry: SizeReport["registry"],
    images: readonly ImageManifest[],
): Pick<SizeReport, "image" | "registry" | "platforms"> {
    const platforms = images.map(({ platform, digest, totalBytes, layers }) => {
        const chain = timeoutChain({ imageBytes: totalBytes, layers: Math.max(1, layers.length) });
        return {
            platform,
            digest,
            bytes: totalBytes,
            layers: layers.map(({ digest, bytes, compression }) => ({ digest, bytes, compression })),
            pullTimeoutSeconds: chain.pull.seconds,
            migrationDeadlineSeconds: chain.job.seconds,
        };
    });
    return { image, registry, platforms };
}

async function referrersOf(client: RegistryClient, reference: ImageReference): Promise<SizeReport["referrers"]> {
    const digest = reference.digest ?? (await client.document(reference, reference.tag ?? "latest")).digest;
    const found = await client.referrers(reference, digest);
    return found.map(({ artifactType, mediaType, digest, bytes }) => ({
        type: artifactType ?? mediaType,
        digest,
        bytes,
    }));
}

function referrersText(referrers: SizeReport["referrers"]): string {
    const types = [...new Set(referrers.map(({ type }) => type))].sort();
    return types.length === 0 ? "" : `\nAttached to it, and not downloaded by nodes:\n  ${types.join("\n  ")}\n`;
}

const MOST_LAYERS = 5;

function reportText(report: SizeReport): string {
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
