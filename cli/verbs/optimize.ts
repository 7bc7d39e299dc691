// `image-delivery optimize`: what makes an image large, and the line that fixes it.
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { type ImageContent, imageContent } from "../../model/image/layers";
import type { ImageManifest } from "../../model/image/manifests";
import { formatImageSize } from "../../model/image/size";
import { dockerfileFindings } from "../../model/optimize/dockerfile";
import { dockerignoreFindings } from "../../model/optimize/dockerignore";
import type { ImageFinding } from "../../model/optimize/finding";
import { imageFindings } from "../../model/optimize/findings";
import { plainLine } from "../../model/text/table";
import { UsageError } from "../../model/userError";
import { type OutputFormat, withOutput } from "../options/cluster";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../options/registry";
import { printAnswer } from "../terminal/output";
import { progressLine } from "../terminal/progress";

interface OptimizeOptions extends RegistryOptions {
    readonly platform: string;
    readonly dockerfile?: string;
    readonly output: OutputFormat;
}

/** The answer of `optimize --output json`. */
export interface OptimizeReport {
    readonly image: string;
    readonly platform: string;
    readonly bytes: number;
    /** Sum of all savings; findings may overlap, so this is an upper bound. */
    readonly savingBytes: number;
    readonly findings: readonly ImageFinding[];
}

/** Less is not worth a red pipeline. */
const WORTH_BYTES = 1_000_000;

export function optimizeCommand(): Command {
    const command = new Command("optimize")
        .argument("<image>", "reference of the image; its layers are downloaded once and not kept")
        .option("--platform <os/arch>", "the platform to look at", "linux/amd64")
        .option("--dockerfile <file>", "also look at this Dockerfile, and at .dockerignore next to it");
    return withRegistry(withOutput(command)).action(optimize);
}

async function optimize(imageText: string, options: OptimizeOptions): Promise<void> {
    const build = options.dockerfile === undefined ? [] : await buildFindings(options.dockerfile);
    const image = await contentOf(imageText, options);
    const findings = [...imageFindings(image), ...build];
    const savingBytes = Math.min(
        image.totalBytes,
        findings.reduce((sum, finding) => sum + finding.savingBytes, 0),
    );
    const report: OptimizeReport = {
        image: imageText,
        platform: image.platform,
        bytes: image.totalBytes,
        savingBytes,
        findings,
    };
    printAnswer(report, options.output, reportText);
    if (savingBytes >= WORTH_BYTES) {
        process.exitCode = 1;
    }
}

async function contentOf(imageText: string, options: OptimizeOptions): Promise<ImageContent> {
    const { layerEntries } = await import("../../observe/registry/layers");
    const client = await clientFor(options);
    const reference = referenceOf(imageText);
    const [image] = (await client.resolve(reference, options.platform)) as [ImageManifest];
    const config = await client.config(reference, image);
    const progress = progressLine();
    const entries = [];
    let readBytes = 0;
    for (const layer of image.layers) {
        progress.show(
            `reading layer ${entries.length + 1} of ${image.layers.length}: ${formatImageSize(readBytes)} of ${formatImageSize(image.totalBytes)}`,
        );
        entries.push(await layerEntries(client, reference, layer));
        readBytes += layer.bytes;
    }
    progress.clear();
    return imageContent(image, config, entries);
}

async function buildFindings(dockerfile: string): Promise<ImageFinding[]> {
    const text = await readFile(dockerfile, "utf8").catch((error: Error) => {
        throw new UsageError(`--dockerfile ${dockerfile} cannot be read: ${error.message}`);
    });
    const folder = dirname(dockerfile);
    const ignore = await readFile(join(folder, ".dockerignore"), "utf8").catch(() => undefined);
    return [...dockerfileFindings(text), ...dockerignoreFindings(await contextNames(folder), ignore)];
}

/** Names in the context and in the folders of its projects; deeper ones follow the same habits. */
async function contextNames(folder: string): Promise<string[]> {
    const names = await readdir(folder);
    const below = await Promise.all(
        names
            .filter((name) => !name.startsWith(".") && name !== "node_modules")
            .map(async (name) => ((await stat(join(folder, name))).isDirectory() ? readdir(join(folder, name)) : [])),
    );
    return [...names, ...below.flat()];
}

function reportText({ image, platform, bytes, savingBytes, findings }: OptimizeReport): string {
    const head = `${plainLine(image)} (${platform}): ${formatImageSize(bytes)}\n`;
    if (findings.length === 0) {
        return `${head}Nothing was found that could be left out.\n`;
    }
    const lines = findings.map(({ what, where, savingBytes: saving, advice }) =>
        [
            `\n${saving > 0 ? `about ${formatImageSize(saving)}` : "faster builds"}: ${plainLine(what)}`,
            ...(where ? [`    in ${plainLine(where)}`] : []),
            `    ${plainLine(advice)}`,
        ].join("\n"),
    );
    return `${head}${lines.join("\n")}\n\nTogether at most about ${formatImageSize(savingBytes)}.\n`;
}
