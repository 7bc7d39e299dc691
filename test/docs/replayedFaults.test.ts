// The tables of docs/faults.md that no real node is needed for: the kinds of faults, and what the table of diagnosis replays.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { statusReport } from "../../model/pods/status";
import { eventsByObject } from "../../model/pulls/imagePulls";
import { DIAGNOSIS_CASES } from "../support/diagnosisCases";
import { type DiagnosisCase, migrationOf } from "../support/diagnosisCases/case";
import { factsOf } from "../support/diagnosisCases/cluster";
import { DIAGNOSIS_KINDS, type DiagnosisKind, replays } from "../support/diagnosisKinds";
import { REPOSITORY } from "./blocks";

const PAGE = join(REPOSITORY, "docs/faults.md");
const TITLES = new Map(DIAGNOSIS_CASES.map((subject) => [subject, titleOf(subject)]));

describe("the page of faults", () => {
    it("names all that is replayed (UPDATE_FAULTS=1 writes it)", () => {
        assertWritten("replayed", tableOf(DIAGNOSIS_CASES));
    });

    it("names each kind, with what is real of it and what is replayed", () => {
        assertWritten("kinds", kindsTable());
    });

    it("has a kind for all that is replayed, and something for each kind", () => {
        const without = DIAGNOSIS_CASES.filter(
            (subject) => !DIAGNOSIS_KINDS.some((kind) => replays(kind, subject, TITLES.get(subject) ?? "")),
        );
        assert.deepEqual(
            without.map(({ what }) => what),
            [],
        );
        for (const { title, real, says, cases, tests } of DIAGNOSIS_KINDS) {
            assert.ok(real ?? says ?? cases ?? tests, title);
        }
    });

    it("names tests that exist, in their words", () => {
        for (const { title, real = {}, says = [], cases = [], tests = [] } of DIAGNOSIS_KINDS) {
            for (const [file, words] of Object.entries(real)) {
                const text = textOf(join(REPOSITORY, "test/e2e", file));
                assert.deepEqual(
                    words.filter((one) => !text.includes(one)),
                    [],
                    `${title}: ${file}`,
                );
            }
            for (const one of says) {
                assert.ok(
                    [...TITLES.values()].some((said) => said.split(", ").includes(one)),
                    `${title}: ${one}`,
                );
            }
            for (const one of cases) {
                const named = DIAGNOSIS_CASES.some(({ what }) =>
                    one instanceof RegExp ? one.test(what) : one === what,
                );
                assert.ok(named, `${title}: ${one}`);
            }
            assert.deepEqual(
                tests.filter((test) => !existsSync(join(REPOSITORY, test))),
                [],
                title,
            );
        }
    });
});

function assertWritten(name: string, table: string): void {
    const [begins, ends] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const page = readFileSync(PAGE, "utf8");
    const [before = "", rest = ""] = page.split(begins);
    const wanted = `${before}${begins}${table}${rest.slice(rest.indexOf(ends))}`;
    if (process.env.UPDATE_FAULTS) {
        writeFileSync(PAGE, wanted);
    }
    assert.ok(page === wanted || process.env.UPDATE_FAULTS, `docs/faults.md is not what the ${name} are`);
}

/** Of a file, or of all files of a folder. */
function textOf(path: string): string {
    const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
    return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

function kindsTable(): string {
    const rows = DIAGNOSIS_KINDS.map((kind, index) => [String(index + 1), kind.title, realOf(kind), replayedOf(kind)]);
    const head = ["", "kind", "made for real", "replayed, or tested elsewhere"];
    return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function realOf({ real = {} }: DiagnosisKind): string {
    return Object.entries(real)
        .map(([file, words]) => `\`${file}\`: ${words.join("; ")}`)
        .join("<br>");
}

function replayedOf(kind: DiagnosisKind): string {
    const count = DIAGNOSIS_CASES.filter((subject) => replays(kind, subject, TITLES.get(subject) ?? "")).length;
    const replayed = count === 0 ? [] : [count === 1 ? "1 case below" : `${count} cases below`];
    return [...replayed, ...(kind.tests ?? []).map((test) => `\`${test}\``)].join("; ");
}

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
