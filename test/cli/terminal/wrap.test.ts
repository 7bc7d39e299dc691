import assert from "node:assert/strict";
import { labelled } from "../../../cli/terminal/wrap";

describe("a long text", () => {
    it("goes on below the first of its words, within 100 columns", () => {
        const lines = labelled("  do    ", "word ".repeat(40)).trimEnd().split("\n");
        assert.deepEqual(
            lines.map((line) => line.slice(0, 12)),
            ["  do    word", "        word", "        word"],
        );
        assert.ok(lines.every((line) => line.length <= 100));
    });

    it("keeps a command on one line, whatever its length", () => {
        const command = `\`kubectl get pods ${"-n shop ".repeat(20)}\``;
        const [first, second, third] = labelled("do ", `Look at the pods: ${command}, and wait.`).split("\n");
        assert.deepEqual([first, second, third], ["do Look at the pods:", `   ${command},`, "   and wait."]);
    });
});
