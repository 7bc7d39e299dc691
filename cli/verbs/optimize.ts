// `image-delivery optimize`: what makes an image large, and the line that fixes it.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { type ImageContent, imageContent } from "../../model/image/layers";
import type { ImageManifest } from "../../model/image/manifests";
import { formatImageSize } from "../../model/image/size";
import { dockerfileFindings } from "../../model/optimize/dockerfile/findings";
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
        .description("Says what makes an image large, how much each change saves, and which line to write.")
        .argument("<image>", "reference of the image; its layers are downloaded once and not kept")
        .option("--platform <os/arch>", "the platform to look at", "linux/amd64")
        .option("--dockerfile <file>", "also look at this Dockerfile, and at the .dockerignore that belongs to it");
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
    return [
        ...dockerfileFindings(text),
        ...dockerignoreFindings(await contextPaths(folder), await ignoreText(dockerfile)),
    ];
}

/** BuildKit takes the one that belongs to the Dockerfile, if there is one, and then only that. */
async function ignoreText(dockerfile: string): Promise<string | undefined> {
    const own = await readFile(`${dockerfile}.dockerignore`, "utf8").catch(() => undefined);
    return own ?? (await readFile(join(dirname(dockerfile), ".dockerignore"), "utf8").catch(() => undefined));
}

/** Folders as deep as projects lie in a repository, `src/Shop/bin`; deeper ones follow the same habits. */
const DEPTH = 3;

async function contextPaths(folder: string, prefix = "", depth = DEPTH): Promise<string[]> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const below = entries.filter((entry) => depth > 1 && entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name));
    const paths = await Promise.all(
        below.map(({ name }) => contextPaths(join(folder, name), `${prefix}${name}/`, depth - 1)),
    );
    return [...entries.map(({ name }) => `${prefix}${name}`), ...paths.flat()];
}

function reportText({ image, platform, bytes, savingBytes, findings }: OptimizeReport): string {
    const head = `${plainLine(image)} (${platform}): ${formatImageSize(bytes)}\n`;
    if (findings.length === 0) {
        return `${head}Nothing was found that could be left out.\n`;
    }
    const lines = findings.map(({ kind, what, where, savingBytes: saving, advice }) =>
        [
            `\n${gainText(kind, saving)}: ${plainLine(what)}`,
            ...(where ? [`    in ${plainLine(where)}`] : []),
            `    ${plainLine(advice)}`,
        ].join("\n"),
    );
    return `${head}${lines.join("\n")}\n\nTogether at most about ${formatImageSize(savingBytes)}.\n`;
}

function gainText(kind: string, savingBytes: number): string {
    return savingBytes > 0
        ? `about ${formatImageSize(savingBytes)}`
        : kind === "unknown"
          ? "not known"
          : "faster builds";
}
