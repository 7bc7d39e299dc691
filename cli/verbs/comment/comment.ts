// `image-delivery comment FILE --key KEY`: a Markdown file as the comment of the pull request that a pipeline runs for.
import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { UsageError } from "../../../model/userError";
import { pullRequestOf } from "./pullRequest";

interface Options {
    readonly key: string;
    readonly pullRequest?: string;
}

/** GitHub takes 65,536 characters, Azure DevOps more. */
const MOST_CHARACTERS = 65_000;

export function commentCommand(): Command {
    return new Command("comment")
        .description(
            "Writes a Markdown file as a comment of the pull request that a pipeline of GitHub or Azure DevOps runs for. The next " +
                "run with the same key changes that comment instead of adding another. The token comes from GITHUB_TOKEN or " +
                "SYSTEM_ACCESSTOKEN.",
        )
        .argument("<file>", "the Markdown; an empty file writes nothing new")
        .requiredOption("--key <key>", "tells this comment from others of the same pull request, such as plan-dev")
        .option("--pull-request <number>", "the pull request (default: the one that the pipeline runs for)")
        .action(comment);
}

async function comment(file: string, { key, pullRequest }: Options): Promise<void> {
    if (!/^[\w./-]{1,100}$/.test(key)) {
        throw new UsageError(`--key ${JSON.stringify(key)}: only letters, digits and . _ / - are accepted, up to 100`);
    }
    if (pullRequest !== undefined && !/^[1-9]\d{0,9}$/.test(pullRequest)) {
        throw new UsageError(`--pull-request ${JSON.stringify(pullRequest)}: a pull request's number is expected`);
    }
    const text = await textOf(file);
    const place = pullRequestOf(process.env, pullRequest);
    const marker = `<!-- image-delivery: ${key} -->`;
    const existing = (await place.comments()).find((one) => one.text.startsWith(marker));
    const body = `${marker}\n${shortened(text.trim() === "" ? "Nothing to say about this version.\n" : text)}`;
    if (existing !== undefined) {
        await place.change(existing.id, body);
    } else if (text.trim() !== "") {
        await place.add(body);
    }
}

async function textOf(file: string): Promise<string> {
    try {
        return await readFile(file, "utf8");
    } catch (error) {
        throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
    }
}

function shortened(text: string): string {
    return text.length <= MOST_CHARACTERS
        ? text
        : `${text.slice(0, MOST_CHARACTERS)}\n\nThe rest is left out: a comment has room for no more.\n`;
}
