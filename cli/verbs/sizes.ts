// `image-delivery sizes --stack NAME --base REVISION`: what nodes download of the images that a change brings.
import { resolve } from "node:path";
import { Command } from "commander";
import type { ImageMove } from "../../model/plan/images";
import { markdownCode } from "../../model/text/markdown";
import { changesMarkdown, sizeChanges } from "../../model/timeouts/sizeChanges";
import { UserError } from "../../model/userError";
import type { RegistryClient } from "../../observe/registry/client";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../options/registry";

interface Options extends RegistryOptions {
    readonly stack: string;
    readonly base: string;
    readonly dir: string;
    readonly platform?: string;
}

export function sizesCommand(): Command {
    const command = new Command("sizes")
        .description(
            "Asks the registry about each image of a stack that another revision has otherwise, and prints the difference in " +
                "size and the layers that nodes do not have yet, as Markdown. Prints nothing where no image changes.",
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .requiredOption("--base <revision>", "revision of git to compare with, such as origin/main")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .option("--platform <os/arch>", "only this platform, such as linux/amd64");
    return withRegistry(command).action(sizes);
}

async function sizes({ stack, base, dir, platform, ...registry }: Options): Promise<void> {
    const { plan } = await import("./plan/plan");
    const { difference } = (await plan({ folder: resolve(dir), stack, base })).report;
    const moved = (difference?.images ?? []).filter(isAnother);
    if (moved.length === 0) {
        return;
    }
    const client = await clientFor(registry);
    process.stdout.write(`### Image size, stack ${markdownCode(stack)}\n`);
    for (const move of moved) {
        const { text, fault } = await sizeOf(client, move, platform);
        process.stdout.write(`\n${markdownCode(move.name)}: ${text}`);
        if (fault) {
            process.exitCode = 2;
        }
    }
}

/** Not one whose declared size alone is another. */
function isAnother({ before, after }: ImageMove): boolean {
    return after !== undefined && (after.reference === undefined || after.reference !== before?.reference);
}

/** An image that cannot be asked about hides none of the others. */
async function sizeOf(
    client: RegistryClient,
    { before, after }: ImageMove,
    platform: string | undefined,
): Promise<{ text: string; fault?: true }> {
    const reference = after?.reference;
    if (reference === undefined) {
        return { text: "only a deployment knows which image it is\n" };
    }
    try {
        const old = before?.reference;
        const olds = old === undefined ? [] : await client.resolve(referenceOf(old), platform);
        const news = await client.resolve(referenceOf(reference), platform);
        return { text: changesMarkdown(sizeChanges(olds, news), old ?? "no image") };
    } catch (error) {
        if (error instanceof UserError) {
            return { text: `not known: ${markdownCode(error.message)}\n`, fault: true };
        }
        throw error;
    }
}
