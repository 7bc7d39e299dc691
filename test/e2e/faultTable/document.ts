// The table in docs/faults.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CAUSES } from "../../../model/pulls/causes";
import { documentText, REPOSITORY } from "../../docs/blocks";
import { markdown } from "../../docs/tables";
import type { Seen } from "./fault";

export const DOCUMENT = "docs/faults.md";

const TABLE = /(?<=<!-- faults -->\n)[\s\S]*?(?=\n<!-- \/faults -->)/;

const HEAD = [
    "fault",
    "how it is produced",
    "kubelet's text",
    "cause",
    "phase",
    "`status`",
    "`test-pull`",
    "gate",
    "what to do",
];

export function writtenTable(): string {
    return TABLE.exec(documentText(DOCUMENT))?.[0] ?? "";
}

export function writeTable(table: string): void {
    writeFileSync(
        join(REPOSITORY, DOCUMENT),
        documentText(DOCUMENT).replace(TABLE, () => table),
    );
}

export function faultTable(rows: readonly Seen[]): string {
    const cells = rows.map(({ fault, text, phase, status, testPull, gate }) => [
        ...[fault.title, fault.made, text === "" ? "none while it goes on" : `\`${text}\``],
        ...[CAUSES[fault.cause].explanation.replace(/:.*/, ""), phase, status, testPull, gate],
        CAUSES[fault.cause].advice,
    ]);
    return markdown(HEAD, cells);
}
