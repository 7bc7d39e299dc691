// The words of `npm start`.
import { Option } from "commander";
import { type ImageReference, parseImageReference } from "../model/image/reference";
import { UsageError } from "../model/userError";
import { MOST_NODES } from "../platform/realNode";
import { commandNamed } from "./main";

export const STACK = "local";
const STACKS = [STACK, "dev", "prod"];

export interface StartOptions {
    readonly stack: string;
    /** As it was given. */
    readonly size: string;
    /** Everything is built, whatever is installed on this machine. */
    readonly build: boolean;
    /** Real nodes of the platform. */
    readonly nodes: number;
    /** Another cluster than the platform's, and where it pulls from. */
    readonly elsewhere?: { readonly context: string; readonly repository: ImageReference };
}

/** @throws UsageError, or commander's own error, for words that are none or do not go together. */
export function startOptions(words: readonly string[]): StartOptions {
    const command = commandNamed("start")
        .addOption(new Option("--stack <name>", "the stack to show").choices(STACKS).default(STACK))
        .option("--size <size>", "compressed size of the sample's image", "300MB")
        .addOption(
            new Option("--nodes <count>", `real nodes of the platform, 1 to ${MOST_NODES}`)
                .default(1)
                .argParser(nodeCount)
                .conflicts("context"),
        )
        .option("--build", "build everything, also what is installed on this machine", false)
        .option("--context <name>", "a context of the kubeconfig, instead of the platform; needs Pulumi installed")
        .option("--repository <name>", "with --context: where the image goes, such as myregistry.azurecr.io/sample");
    const { stack, size, nodes, build, context, repository } = command.parse([...words], { from: "user" }).opts();
    return { stack, size, nodes, build, elsewhere: elsewhere(stack, context, repository) };
}

function nodeCount(text: string): number {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1 || count > MOST_NODES) {
        throw new UsageError(`--nodes ${text}: expected a whole number from 1 to ${MOST_NODES}`);
    }
    return count;
}

function elsewhere(stack: string, context?: string, repository?: string): StartOptions["elsewhere"] {
    if (context === undefined && repository === undefined) {
        return undefined;
    }
    if (context === undefined) {
        throw new UsageError(`--repository ${repository} needs --context NAME, the cluster that pulls from it`);
    }
    if (repository === undefined) {
        throw new UsageError(
            `--context ${context} needs --repository, where that cluster pulls the image from, such as myregistry.azurecr.io/sample`,
        );
    }
    if (stack !== STACK) {
        throw new UsageError(`--stack ${stack} and --context exclude each other: to a context goes the stack ${STACK}`);
    }
    return { context, repository: repositoryOf(repository) };
}

function repositoryOf(text: string): ImageReference {
    const reference = parsed(text);
    if (reference.tag !== undefined || reference.digest !== undefined) {
        throw new UsageError(`--repository ${text}: leave out the tag and the digest; the image gets its own`);
    }
    return reference;
}

function parsed(text: string): ImageReference {
    try {
        return parseImageReference(text);
    } catch (error) {
        throw new UsageError(`--repository: ${(error as Error).message}`);
    }
}
