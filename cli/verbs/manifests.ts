// `image-delivery manifests`: what stands behind the tags of a repository.
import { Command } from "commander";
import { type ImageReference, withTag } from "../../model/image/reference";
import { formatImageSize } from "../../model/image/size";
import { tableText } from "../../model/text/table";
import type { RegistryClient } from "../../observe/registry/client";
import { RegistryError } from "../../observe/registry/errors";
import { type OutputFormat, wholeNumber, withOutput } from "../options/cluster";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../options/registry";
import { dataText } from "../terminal/output";
import { progressLine } from "../terminal/progress";

interface ManifestsOptions extends RegistryOptions {
    readonly limit: number;
    readonly output: OutputFormat;
}

/** An entry of `manifests --output json`. */
export interface ManifestRow {
    readonly tag: string;
    readonly platform: string;
    readonly digest: string;
    readonly bytes?: number;
    /** Why the tag's manifest is not that of an image, where it is not. */
    readonly note?: string;
}

export function manifestsCommand(): Command {
    const command = new Command("manifests")
        .description("Lists the tags of a repository with the platforms, sizes and digests behind them.")
        .argument("<repository>", "such as myregistry.azurecr.io/shop")
        .option("--limit <count>", "tags to read; each costs the registry a few requests", wholeNumber(1), 50);
    return withRegistry(withOutput(command)).action(manifests);
}

async function manifests(repository: string, options: ManifestsOptions): Promise<void> {
    const client = await clientFor(options);
    const reference = referenceOf(repository);
    const progress = progressLine();
    const rows: ManifestRow[] = [];
    let count = 0;
    for await (const tag of client.tags(reference)) {
        count += 1;
        if (count > options.limit) {
            break;
        }
        progress.show(`reading tag ${count}: ${tag}`);
        rows.push(...(await rowsOf(client, reference, tag)));
    }
    progress.clear();
    if (options.output !== "table") {
        process.stdout.write(dataText(rows, options.output));
        return;
    }
    const cells = rows.map((row) => [
        row.tag,
        row.platform,
        row.bytes === undefined ? "-" : formatImageSize(row.bytes),
        row.note ?? row.digest,
    ]);
    process.stdout.write(tableText(["TAG", "PLATFORM", "SIZE", "DIGEST"], cells));
    if (count > options.limit) {
        process.stdout.write(`There are more tags; --limit reads more than ${options.limit}.\n`);
    }
}

async function rowsOf(client: RegistryClient, reference: ImageReference, tag: string): Promise<ManifestRow[]> {
    try {
        const images = await client.resolve(withTag(reference, tag));
        return images.map(({ platform, digest, totalBytes }) => ({ tag, platform, digest, bytes: totalBytes }));
    } catch (error) {
        // One chart or broken tag must not hide the others; that nobody may read at all must not look like an empty list.
        if (error instanceof RegistryError && error.status === undefined) {
            return [{ tag, platform: "-", digest: "-", note: error.message }];
        }
        throw error;
    }
}
