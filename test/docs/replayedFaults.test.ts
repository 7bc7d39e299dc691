// The second table of docs/faults.md: what the table of diagnosis replays, and what is said of it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { statusReport } from "../../model/pods/status";
import { eventsByObject } from "../../model/pulls/imagePulls";
import { DIAGNOSIS_CASES } from "../support/diagnosisCases";
import { type DiagnosisCase, migrationOf } from "../support/diagnosisCases/case";
import { factsOf } from "../support/diagnosisCases/cluster";

const PAGE = join(__dirname, "../../docs/faults.md");
const [BEGINS, ENDS] = ["<!-- replayed -->\n", "<!-- /replayed -->"];

describe("the page of faults", () => {
    it("names all that is replayed (UPDATE_FAULTS=1 writes it)", () => {
        const page = readFileSync(PAGE, "utf8");
        const [before = "", rest = ""] = page.split(BEGINS);
        const after = rest.slice(rest.indexOf(ENDS));
        const wanted = `${before}${BEGINS}${tableOf(DIAGNOSIS_CASES)}${after}`;
        if (process.env.UPDATE_FAULTS) {
            writeFileSync(PAGE, wanted);
        }
        assert.ok(page === wanted || process.env.UPDATE_FAULTS, "docs/faults.md is not what the cases say");
    });
});

function tableOf(cases: readonly DiagnosisCase[]): string {
    const rows = cases.map((subject) => [
        subject.what,
        titleOf(subject),
        String(subject.status.code),
        migrationOf(subject)?.state ?? "",
    ]);
    const head = ["in the cluster", "`status` says", "exit code", "`migration` says"];
    return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function titleOf(subject: DiagnosisCase): string {
    if (subject.status.workload !== undefined) {
        return "pods refused";
    }
    const { pods, events, nodes } = factsOf(subject);
    const byName = new Map(nodes.map((node) => [node.name, node]));
    const view = { pods, events: eventsByObject(events), nodes: byName, sizes: new Map(), now: Date.now() };
    const titles = statusReport(view, pods.length).faults.map(({ explanation }) => explanation.split(":", 1)[0] ?? "");
    return titles.length === 0 ? "no fault" : titles.join(", ");
}
