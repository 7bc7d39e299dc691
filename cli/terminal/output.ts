// Prints what the verbs answer: text, or JSON that stays stable.
import type { OutputFormat } from "../options/cluster";

/** Prints a verb's answer in the form that was asked for. */
export function printAnswer<Answer>(answer: Answer, format: OutputFormat, textOf: (answer: Answer) => string): void {
    format === "json" ? printJson(answer) : process.stdout.write(textOf(answer));
}

/** Prints `value` as JSON of two spaces, the form of every `--output json`. */
export function printJson(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
