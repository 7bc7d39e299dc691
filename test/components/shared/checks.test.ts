import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checked, faultsLater, faultsNow, objectNameFaults, refuse } from "../../../components/shared/checks";
import type { Fault } from "../../../model/fault";
import { recorded, refused } from "../../support/harness";

const fault = (property: string, reason: string): Fault => ({ property, reason });
const noShouting = (text: string) => (text === text.toLowerCase() ? [] : [fault("", `"${text}" shouts`)]);

describe("a component's faults", () => {
    it("accepts what has none", () => {
        refuse('Thing "a"', []);
    });

    it("are one line when there is one, and a list when there are more", () => {
        const [big, old] = [fault("size", "too big"), fault("", "too old")];
        assert.throws(() => refuse('Thing "a"', [big]), { message: 'Thing "a" was refused: size: too big' });
        const message = 'Thing "a" was refused:\n  - size: too big\n  - too old';
        assert.throws(() => refuse('Thing "a"', [big, old]), { message });
    });

    it("are shown without a stack trace, by the host of a program and by that of a component", () => {
        assert.throws(
            () => refuse('Thing "a"', [fault("size", "too big")]),
            (error) => pulumi.RunError.isInstance(error) && error.stack === error.message,
        );
    });
});

describe("a value that is checked", () => {
    it("is checked now when it is plain, and not yet when it is an output or a promise", () => {
        assert.deepEqual(faultsNow("HEY", noShouting), [fault("", '"HEY" shouts')]);
        assert.deepEqual(faultsNow<string>(pulumi.output("HEY"), noShouting), []);
        assert.deepEqual(faultsNow<string>(Promise.resolve("HEY"), noShouting), []);
    });

    it("is handed on later when it passes, and withheld when it does not", async () => {
        const seen: string[] = [];
        const use = (text: string) => () => {
            faultsLater<string>('Thing "a"', pulumi.output(text), noShouting).apply((known) => seen.push(known));
        };
        await recorded(use("hey"));
        assert.equal(await refused(use("HEY")), 'Thing "a" was refused: "HEY" shouts');
        assert.deepEqual(seen, ["hey"]);
    });

    it("adds the fault of a property to the others when it is plain, else fails on its own", async () => {
        const faults = [fault("age", "too old")];
        checked("Thing", faults, "text", "HEY", noShouting);
        assert.deepEqual(faults, [fault("age", "too old"), fault("text", '"HEY" shouts')]);
        const later = await refused(() => {
            checked<string>('Thing "a"', [], "text", pulumi.output("HEY"), noShouting);
        });
        assert.equal(later, 'Thing "a" was refused: text: "HEY" shouts');
    });
});

describe("the name of an object", () => {
    it("is what Kubernetes takes as a label of a DNS name", () => {
        const accepted = ["a", "zone-api", "4u", "a".repeat(63)];
        const unaccepted = ["", "Zone", "zone_api", "-a", "a-", "a.b", "a".repeat(64)];
        assert.deepEqual(accepted.flatMap(objectNameFaults), []);
        assert.equal(unaccepted.flatMap(objectNameFaults).length, unaccepted.length);
    });
});
