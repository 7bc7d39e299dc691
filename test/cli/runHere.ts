// Runs a verb in this process, which is ten times as fast as in one of its own; faults end as in cli/main.ts.
import { type Command, CommanderError } from "commander";
import type { Ended } from "./run";

export async function runHere(command: Command, words: readonly string[]): Promise<Ended> {
    const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write, text: "" }));
    for (const one of streams) {
        one.stream.write = (chunk: string | Uint8Array) => {
            one.text += chunk;
            return true;
        };
    }
    const before = process.exitCode;
    process.exitCode = undefined;
    try {
        await command.exitOverride().parseAsync([...words], { from: "user" });
    } catch (error) {
        if (!(error instanceof CommanderError)) {
            process.stderr.write(`image-delivery: ${(error as Error).message}\n`);
        }
        process.exitCode = 2;
    } finally {
        for (const { stream, write } of streams) {
            stream.write = write;
        }
    }
    const code = Number(process.exitCode ?? 0);
    process.exitCode = before;
    const [stdout = "", stderr = ""] = streams.map(({ text }) => text);
    return { code, stdout, stderr };
}
