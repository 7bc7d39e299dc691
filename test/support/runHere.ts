// Runs the command in this process, which spares each test the start of another one: for all that is not about processes.
import { main } from "../../cli/main";
import type { Ended } from "./run";

/** Faults of the command itself reject, unless `command` takes them. */
export async function runHere(words: readonly string[], command = main): Promise<Ended> {
    const written = { stdout: "", stderr: "" };
    const codeBefore = process.exitCode;
    const restore = (["stdout", "stderr"] as const).map((name) => {
        const { write } = process[name];
        process[name].write = (text: string | Uint8Array) => {
            written[name] += text;
            return true;
        };
        return () => {
            process[name].write = write;
        };
    });
    process.exitCode = undefined;
    try {
        await command(words);
        return { code: Number(process.exitCode ?? 0), ...written };
    } finally {
        for (const end of restore) {
            end();
        }
        process.exitCode = codeBefore;
    }
}
