// `image-delivery size`: how large an image is for a node, and what follows from it.
import { Command } from "commander";
import type { ImageManifest } from "../../../model/image/manifests";
import type { ImageReference } from "../../../model/image/reference";
import { parseImageSize } from "../../../model/image/size";
import { timeoutChain } from "../../../model/timeouts/chain";
import { declaredFault } from "../../../model/timeouts/declaredSize";
import { overMaximum } from "../../../model/timeouts/maximumSize";
import { changesMarkdown, sizeChanges } from "../../../model/timeouts/sizeChanges";
import { UsageError } from "../../../model/userError";
import type { RegistryClient } from "../../../observe/registry/client";
import { RegistryError } from "../../../observe/registry/errors";
import { probeRegistry } from "../../../observe/registry/probe";
import { type OutputFormat, withOutput } from "../../options/cluster";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../../options/registry";
import { printAnswer } from "../../terminal/output";
import { type SizeReport, sizeText } from "./sizeText";

interface SizeOptions extends RegistryOptions {
    readonly platform?: string;
    readonly max?: string;
    readonly declared?: string;
    readonly baseline?: string;
    readonly output: OutputFormat;
}

export function sizeCommand(): Command {
    const command = new Command("size")
        .description("Shows the compressed size of an image for each platform, and the timeouts that follow from it.")
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
            ...(await attachedTo(client, reference)),
            faults,
        };
        printAnswer(report, options.output, sizeText);
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

/** The size is known by now: that the registry does not tell what is attached to the image costs no more than a note. */
async function attachedTo(
    client: RegistryClient,
    reference: ImageReference,
): Promise<Pick<SizeReport, "referrers" | "notes">> {
    try {
        const found = await client.referrers(reference);
        const referrers = found.map(({ artifactType, mediaType, digest, bytes }) => ({
            type: artifactType ?? mediaType,
            digest,
            bytes,
        }));
        return { referrers, notes: [] };
    } catch (error) {
        if (error instanceof RegistryError) {
            return { referrers: [], notes: [`what is attached to the image is not known: ${error.message}`] };
        }
        throw error;
    }
}
