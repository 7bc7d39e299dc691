// What follows from values is known as soon as they are.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { derived } from "../../../components/shared/whenKnown";

const text = ([value]: readonly unknown[]) => JSON.stringify(value);

describe("what is derived from values", () => {
    it("is plain where they are", () => {
        assert.equal(
            derived(["a", 1], ([letter, digit]) => `${letter}${digit}`),
            "a1",
        );
        assert.equal(derived([{ pool: ["apps"] }], text), '{"pool":["apps"]}');
        assert.equal(derived([undefined], text), undefined);
    });

    for (const [where, value] of [
        ["is one", pulumi.output({ pool: "apps" })],
        ["is in an object", { pool: pulumi.output("apps") }],
        ["is in a promise", Promise.resolve({ pool: "apps" })],
    ] as const) {
        it(`comes later where an output ${where}, and holds what it holds`, async () => {
            const later = derived([value], text);
            assert.ok(pulumi.Output.isInstance(later));
            const known = await new Promise((resolve) => later.apply(resolve));
            assert.equal(known, '{"pool":"apps"}');
        });
    }

    it("comes later where an output is in a list of objects", () => {
        assert.ok(pulumi.Output.isInstance(derived([[{ key: pulumi.output("a") }]], text)));
    });

    it("is a secret where one of them is", async () => {
        const later = derived([{ password: pulumi.secret("hunter2") }], text);
        assert.ok(await pulumi.isSecret(later as pulumi.Output<string>));
    });
});
