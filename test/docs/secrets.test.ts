// A command line is read by every process of its machine and stays in histories and logs, so no document puts a secret there.
import assert from "node:assert/strict";
import { blocksOf, DOCUMENTS, documentText } from "./blocks";

const SECRET_FLAG = /--(?:docker-)?(?:password|token|client-secret|connection-string)[= ](?!-)\S+/g;

describe("the documents", () => {
    it("give no secret to a command by its arguments", () => {
        assert.deepEqual(
            DOCUMENTS.flatMap((file) => documentText(file).match(SECRET_FLAG) ?? []),
            [],
        );
    });

    it("leave variables with secrets out of what a container is started with", () => {
        const blocks = DOCUMENTS.flatMap((file) => blocksOf(file)).map(({ text }) => text);
        const secrets = blocks.flatMap((text) => [...text.matchAll(/secretEnv: \{ (\w+):/g)].map(([, name]) => name));
        assert.notEqual(secrets.length, 0);
        const started = blocks.flatMap((text) => text.match(/(?:args|command): \[.*\]/g) ?? []);
        assert.deepEqual(
            started.filter((words) => secrets.some((name) => words.includes(`$(${name})`))),
            [],
        );
    });
});
