// `image-delivery completion bash|zsh`: prints a script for the shell, which asks the hidden command `complete`.
import { Argument, Command } from "commander";

export const COMPLETION = "completion";

/** What the shell's script asks for the words that may follow: it needs every verb with its options. */
export const COMPLETE = "complete";

/** The library's types are found only by newer ways to resolve modules than this package's. */
interface Scripts {
    readonly default: { setup(name: string, executable: string, shell: string): void };
}

export function completionCommand(): Command {
    return new Command(COMPLETION)
        .description("Prints a script that completes verbs, options and their values in a shell.")
        .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish", "powershell"]))
        .action((shell: string) => {
            const { default: scripts } = require("@bomb.sh/tab") as Scripts;
            scripts.setup("image-delivery", "image-delivery", shell);
        });
}

interface Adapter {
    readonly default: (program: Command, options: { completionCommandName: string }) => void;
}

/** Adds `complete` to a program that has all its verbs. */
export function addComplete(program: Command): void {
    const { default: tab } = require("@bomb.sh/tab/commander") as Adapter;
    tab(program, { completionCommandName: COMPLETION });
}
