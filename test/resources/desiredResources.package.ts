import assert from "node:assert/strict";
import { ACCEPT, differenceText } from "./differenceText";
import { type Fixture, fixtureNames, fixtureOf, fixturePath, readFixture, writeFixture } from "./fixture";
import { type Desired, desiredResources } from "./inlineProgram";
import { STACKS } from "./stacks";

/**
 * A changed name or input replaces or restarts something in every stack that uses this package. Moving, renaming and rewriting
 * code must not change what a stack asks for, unless that is the purpose.
 */
describe("the desired resources", () => {
    const ran = new Map<string, Promise<Desired>>();

    for (const name of Object.keys(STACKS)) {
        it(`of ${name} match its fixture`, async () => {
            const now = fixtureOf((await desired(name)).resources);
            if (process.env.UPDATE_RESOURCES) {
                writeFixture(name, now);
            }
            compare(name, readFixture(name), now);
        });
    }

    it("have a fixture for each stack, and no others", () => {
        assert.deepEqual(fixtureNames().sort(), Object.keys(STACKS).sort());
    });

    function desired(name: string): Promise<Desired> {
        const known = ran.get(name) ?? run(name);
        ran.set(name, known);
        return known;
    }

    async function run(name: string): Promise<Desired> {
        const program = STACKS[name];
        assert.ok(program, `there is no stack ${name}`);
        return desiredResources(await program(desired));
    }

    function compare(name: string, kept: Fixture, now: Fixture): void {
        // Compared as text, because the code that explains a difference may itself be what changed.
        if (JSON.stringify(kept) !== JSON.stringify(now)) {
            assert.fail(
                `${fixturePath(name)} does not match the resources of ${name}.\n${differenceText(kept, now)}\n${ACCEPT}`,
            );
        }
    }
});

describe("the text of a difference in desired resources", () => {
    it("lists what is added, removed and changed, by property", () => {
        const kept = { "urn:a": { inputs: { port: 80, old: true } }, "urn:b": { inputs: {} }, "urn:c": { inputs: {} } };
        const now = { "urn:a": { inputs: { port: 81 } }, "urn:b": { inputs: {} }, "urn:d": { inputs: {} } };
        assert.equal(
            differenceText(kept, now),
            [
                "added (1):",
                "  + urn:d",
                "removed (1):",
                "  - urn:c",
                "changed (1):",
                "  ~ urn:a",
                "        inputs.old: true -> (none)",
                "        inputs.port: 80 -> 81",
            ].join("\n"),
        );
    });
});
