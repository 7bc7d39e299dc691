// Runs the command on a table's entry and compares what it prints with what is expected.
import assert from "node:assert/strict";
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
    const [printed, asJson] = await answers(subject, ["status"]);
    assert.equal(printed.code, expected.code, printed.stdout);
    const { faults } = JSON.parse(asJson.stdout) as StatusReport;
    const [fault] = faults;
    if (expected.cause !== undefined) {
        assert.equal(faults.length, 1, printed.stdout);
        assert.equal(fault?.cause ?? null, expected.cause, printed.stdout);
        assert.equal(fault?.image, expected.image, printed.stdout);
        assert.equal(fault?.workloads?.[0]?.name, expected.workload, printed.stdout);
        assert.ok(expected.node === undefined || printed.stdout.includes(expected.node), printed.stdout);
    } else if (expected.code === 0) {
        assert.deepEqual(faults, [], printed.stdout);
    }
    checkText(printed.stdout, expected);
}

async function checkMigration(subject: DiagnosisCase, { state, ...expected }: ExpectedMigration): Promise<void> {
    const [printed, asJson] = await answers(asMigration(subject), ["migration", MIGRATION]);
    const report = JSON.parse(asJson.stdout) as MigrationReport;
    assert.equal(report.state, state, printed.stdout);
    assert.equal(printed.code, state === "stuck" || state === "failed" ? 1 : 0);
    checkText(printed.stdout, expected);
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

async function answers(subject: DiagnosisCase, words: readonly string[]) {
    const server = await serverOf(subject);
    try {
        const all = [...words, "--kubeconfig", server.kubeconfig, "-n", NAMESPACE];
        return [await runHere(all), await runHere([...all, "--output", "json"])] as const;
    } finally {
        await server.down();
    }
}
