// Asks before something is deleted.
import { createInterface } from "node:readline/promises";

/** True after `y` or `yes`. Anything else, the end of the input and Ctrl-C mean no. */
export async function confirmed(question: string): Promise<boolean> {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    try {
        return /^y(?:es)?$/i.test((await Promise.race([terminal.question(`${question} [y/N] `), closed])).trim());
    } finally {
        terminal.close();
    }
}
