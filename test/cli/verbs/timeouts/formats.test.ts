// The printed forms of a chain: a table for people, lines for CI, flags for Helm.
import assert from "node:assert/strict";
import { timeoutEnv, timeoutHelm, timeoutTable } from "../../../../cli/verbs/timeouts/formats";
import { timeoutChain } from "../../../../model/timeouts/chain";

const chain = timeoutChain({ imageBytes: 650_000_000 });

describe("the table of timeouts", () => {
    const lines = timeoutTable(chain).split("\n");

    it("has at most 100 columns, also with the largest numbers", () => {
        const largest = { nodes: 1e6, layers: 1e6, replicas: 1e6, runSeconds: 1e6, startSeconds: 1e6 };
        const large = timeoutTable(timeoutChain({ imageBytes: 1e12, ...largest }));
        for (const line of [...lines, ...large.split("\n")]) {
            assert.ok(line.length <= 100, line);
        }
    });

    it("shows every clock with its shares next to it", () => {
        assert.match(lines[0] ?? "", /650 MB$/);
        for (const row of [
            /^pull +300 +pull +300 /,
            /^pre-pull gate +1312 +schedule +60 /,
            /^ +recovery +932 +five back-offs \(310 s\)/,
            /^ +registry +9 /,
            /^Job deadline +1270 /,
            /^Deployment progress +1030 /,
            /^Pulumi: Job +1390 /,
            /^Pulumi: Deployment +1150 /,
            /^CI step, Helm +4452 +gate +1312 /,
            /^ +reserve +600 /,
        ]) {
            assert.equal(lines.filter((line) => row.test(line)).length, 1, String(row));
        }
    });

    it("gives a reason once", () => {
        assert.equal(lines.filter((line) => line.includes("on a normal network")).length, 1);
        assert.equal(lines.filter((line) => /pull +300 +as above/.test(line)).length, 3);
    });
});

describe("the lines for CI", () => {
    it("are variables in seconds, and the step also in whole minutes", () => {
        assert.equal(
            timeoutEnv(chain),
            [
                "PULL_TIMEOUT_SECONDS=300",
                "PREPULL_GATE_SECONDS=1312",
                "JOB_DEADLINE_SECONDS=1270",
                "DEPLOYMENT_PROGRESS_SECONDS=1030",
                "JOB_WAIT_SECONDS=1390",
                "DEPLOYMENT_WAIT_SECONDS=1150",
                "CI_STEP_SECONDS=4452",
                "CI_STEP_MINUTES=75",
                "",
            ].join("\n"),
        );
    });
});

describe("the flags for Helm", () => {
    it("are the timeout of the whole release", () => {
        assert.equal(timeoutHelm(chain), "--timeout 4452s\n");
    });
});
