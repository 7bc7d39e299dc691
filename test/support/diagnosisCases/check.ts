// Runs the command on a table's entry and compares what it prints with what is expected.
import assert from "node:assert/strict";
import { migrationText } from "../../../cli/verbs/migration";
import { statusText } from "../../../cli/verbs/status/status";
import type { MigrationReport } from "../../../model/migration/report";
import type { StatusReport } from "../../../model/pods/status";
import { NAMESPACE } from "../objects";
import { runHere } from "../runHere";
import { type DiagnosisCase, type ExpectedMigration, migrationOf } from "./case";
import { asMigration, MIGRATION, serverOf } from "./cluster";

/** Declares a test for each entry. */
export function describeCases(cases: readonly DiagnosisCase[]): void {
    for (const subject of cases) {
        it(`status, of ${subject.what}`, () => checkStatus(subject));
        const migration = migrationOf(subject);
        if (migration) {
            it(`migration, of ${subject.what}`, () => checkMigration(subject, migration));
        }
    }
}

async function checkStatus(subject: DiagnosisCase): Promise<void> {
    const expected = subject.status;
    const { code, stdout } = await answer(subject, ["status"]);
    const report = JSON.parse(stdout) as StatusReport;
    const printed = statusText(report, `namespace ${NAMESPACE}`);
    assert.equal(code, expected.code, printed);
    const { faults } = report;
    const [fault] = faults;
    if (expected.cause !== undefined) {
        assert.equal(faults.length, 1, printed);
        assert.equal(fault?.cause ?? null, expected.cause, printed);
        assert.equal(fault?.image, expected.image, printed);
        assert.equal(fault?.workloads?.[0]?.name, expected.workload, printed);
        assert.ok(expected.node === undefined || printed.includes(expected.node), printed);
    } else if (expected.code === 0) {
        assert.deepEqual(faults, [], printed);
    }
    checkText(printed, expected);
}

async function checkMigration(subject: DiagnosisCase, { state, ...expected }: ExpectedMigration): Promise<void> {
    const { code, stdout } = await answer(asMigration(subject), ["migration", MIGRATION]);
    const report = JSON.parse(stdout) as MigrationReport;
    const printed = migrationText(report);
    assert.equal(report.state, state, printed);
    assert.equal(code, state === "stuck" || state === "failed" ? 1 : 0);
    checkText(printed, expected);
}

type Texts = Pick<DiagnosisCase["status"], "says" | "never">;

function checkText(printed: string, { says = [], never = [] }: Texts): void {
    const text = printed.replace(/\s+/g, " ");
    for (const one of says) {
        assert.ok(holds(text, one), `${one} is not said in:\n${printed}`);
    }
    for (const one of never) {
        assert.ok(!holds(text, one), `${one} is said in:\n${printed}`);
    }
}

function holds(text: string, wanted: string | RegExp): boolean {
    return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}

/** As JSON: the text follows from it, and to ask a cluster takes longer than to print. */
async function answer(subject: DiagnosisCase, words: readonly string[]) {
    const server = await serverOf(subject);
    try {
        return await runHere([...words, "--kubeconfig", server.kubeconfig, "-n", NAMESPACE, "--output", "json"]);
    } finally {
        await server.down();
    }
}
