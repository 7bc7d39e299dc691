// `image-delivery timeouts`: options, forms and faults.
import assert from "node:assert/strict";
import { timeoutChain } from "../../../../model/timeouts/chain";
import { runHere } from "../../../support/runHere";

describe("image-delivery timeouts", () => {
    it("prints the chain as JSON, with every option in it", async () => {
        const options =
            "--network slow --run 20m --nodes 500 --layers 20 --replicas 6 --awaits-role --format json".split(" ");
        const { code, stdout } = await runHere(["timeouts", "1.2GB", ...options]);
        const shape = { nodes: 500, layers: 20, replicas: 6, runSeconds: 1_200, awaitsRole: true };
        assert.deepEqual(JSON.parse(stdout), timeoutChain({ imageBytes: 1_200_000_000, network: "slow", ...shape }));
        assert.equal(code, 0);
    });

    it("prints a table where nothing is asked for, and other forms on request", async () => {
        const print = async (...options: string[]) => (await runHere(["timeouts", "650MB", ...options])).stdout;
        assert.match(await print(), /^Timeouts of a rollout of an image of 650 MB\n\nCLOCK/);
        assert.match(await print("--format", "env"), /^PULL_TIMEOUT_SECONDS=300\n/);
        assert.equal(await print("--format", "helm"), "--timeout 4452s\n");
    });

    const faults: [string[], RegExp][] = [
        [["650"], /^image-delivery: image size "650" has no unit; write it as 650MB/],
        [["650 apples"], /^image-delivery: image size "650 apples" has an unknown unit, apples.*write it as 650MB/],
        [["1GB", "--run", "soon"], /'--run <duration>' argument 'soon' is invalid\. It must be a duration/],
        [["1GB", "--nodes", "0"], /'--nodes <number>' argument '0' is invalid\. It must be a whole number/],
        [["1GB", "--nodes", "2000000"], /nodes: 2000000 is out of range; expected a whole number of 1 to 1000000/],
        [["1GB", "--network", "fast"], /argument 'fast' is invalid\. Allowed choices are normal, slow/],
        [["1GB", "--pull-rate", "9MB"], /argument '9MB' is invalid\. It must be a rate such as 9MB\/s/],
        [
            ["1GB", "--pull-rate", "9MB/s", "--network", "slow"],
            /'--pull-rate <rate>' cannot be used with option '--network/,
        ],
        [["1GB", "--from-history", "--pull-rate", "9MB/s"], /'--from-history' cannot be used with option '--pull-rate/],
    ];
    it("ends with 2 and one line for what it cannot use", async () => {
        for (const [words, text] of faults) {
            const { code, stdout, stderr } = await runHere(["timeouts", ...words]);
            assert.match(stderr, text);
            assert.deepEqual(
                { code, stdout, lines: stderr.trim().split("\n").length },
                { code: 2, stdout: "", lines: 1 },
            );
        }
    });
});
