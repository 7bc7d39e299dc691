// A refusal that comes late ends the program in every host, with one text.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { faultsLater } from "../../../components/shared/checks";
import { refuse } from "../../../components/shared/refusal";
import { faultsAt } from "../../../model/fault";
import { failed } from "../../support/harness";

const odd = (value: string) => faultsAt("", `"${value}" is odd`);

describe("a late refusal", () => {
    it("registers a last resource that the engine refuses, so nobody waits for what is never made", async () => {
        const { text, hooks, resources } = await failed(() => {
            const value = faultsLater('Thing "a"', pulumi.output(Promise.resolve("three")), odd);
            new random.RandomUuid("behind", { keepers: { value } });
        });
        assert.equal(text, 'Thing "a" was refused: "three" is odd');
        const [[name, hook] = []] = hooks;
        assert.match(name ?? "", /^refused:Thing "a"/);
        assert.ok(hook instanceof pulumi.ResourceHook && hook.opts?.onDryRun, "a preview ends as well");
        assert.deepEqual(resources, []);
    });

    it("keeps its text, whatever waits for the value", async () => {
        const { text } = await failed(() => {
            const value = faultsLater('Thing "a"', pulumi.output(Promise.resolve("three")), odd);
            for (const name of ["one", "two", "three"]) {
                new random.RandomUuid(name, { keepers: { value } });
            }
        });
        assert.equal(text, 'Thing "a" was refused: "three" is odd');
    });

    it("has the words of an early one", () => {
        assert.throws(() => refuse('Thing "a"', odd("three")), { message: 'Thing "a" was refused: "three" is odd' });
    });
});
