// Prints what the verbs answer: text, or JSON and YAML that stay stable.
import type { OutputFormat } from "../options/cluster";

/** Prints a verb's answer in the form that was asked for. */
export function printAnswer<Answer>(answer: Answer, format: OutputFormat, textOf: (answer: Answer) => string): void {
    process.stdout.write(format === "table" ? textOf(answer) : dataText(answer, format));
}

/** Prints `value` as JSON of two spaces, the form of every `--output json`. */
export function printJson(value: unknown): void {
    process.stdout.write(dataText(value, "json"));
}

/** `value` as `--output` writes it. */
export function dataText(value: unknown, format: Exclude<OutputFormat, "table">): string {
    const json = JSON.stringify(value, null, 2);
    if (format === "json") {
        return `${json}\n`;
    }
    // Loaded where it is asked for. Through JSON: what is undefined is left out in both.
    const { stringify } = require("yaml") as typeof import("yaml");
    return stringify(JSON.parse(json), { lineWidth: 0 });
}
