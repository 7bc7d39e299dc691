import assert from "node:assert/strict";
import { runToEnd } from "../../cli/main";
import type { Verb } from "../../cli/verb";
import { VERBS } from "../../cli/verbs";
import { UserError } from "../../model/userError";
import { runHere } from "../support/runHere";

describe("a fault of the command itself", () => {
    const verb = VERBS.find(({ name }) => name === "tags") as { -readonly [Key in keyof Verb]: Verb[Key] };
    const { load } = verb;
    afterEach(() => {
        verb.load = load;
    });

    const failing = (error: Error) => {
        verb.load = async () => Promise.reject(error);
        return runHere(["tags", "r.example/a"], runToEnd);
    };

    it("ends with 2, as what could not be checked, and shows where it is", async () => {
        const { code, stdout, stderr } = await failing(new TypeError("undefined is not a function"));
        assert.deepEqual([code, stdout], [2, ""]);
        assert.match(stderr, /^TypeError: undefined is not a function\n +at .*fault\.test\.ts/);
    });

    it("is told from a fault of the user, which has no stack trace", async () => {
        assert.deepEqual(await failing(new UserError("no such file")), {
            code: 2,
            stdout: "",
            stderr: "image-delivery: no such file\n",
        });
    });
});
