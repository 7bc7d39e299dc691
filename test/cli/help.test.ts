import assert from "node:assert/strict";
import { VERBS } from "../../cli/verbs";
import { runHere } from "../support/runHere";

describe("the help of each verb", () => {
    it("is the same by `help VERB`", async () => {
        const { stdout } = await runHere(["status", "--help"]);
        assert.deepEqual(await runHere(["help", "status"]), { code: 0, stdout, stderr: "" });
    });

    for (const verb of VERBS) {
        it(`says what ${verb.name} does, before its arguments`, async () => {
            const { stdout } = await runHere([verb.name, "--help"]);
            assert.match(stdout, /^Usage: .*\n\n(?!Arguments:|Options:)[A-Z]/);
        });

        it(`has two examples that ${verb.name} takes`, async () => {
            const { code, stdout } = await runHere([verb.name, "--help"]);
            assert.equal(code, 0);
            const examples = stdout.split("\n").flatMap((line) => /^ {2}image-delivery (.+)$/.exec(line)?.[1] ?? []);
            assert.equal(examples.length, 2, stdout);
            assert.match(stdout, /--no-color/);
            for (const example of examples) {
                const [name, ...words] = example.replace(/ >>? .*/, "").split(" ");
                assert.equal(name, verb.name);
                const command = (await verb.load()).exitOverride().action(() => undefined);
                await command.parseAsync(words, { from: "user" });
            }
        });
    }
});
