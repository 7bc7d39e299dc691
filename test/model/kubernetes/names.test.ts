// Names of objects and values of labels: valid for every input, the same for the same, different for different.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseImageReference } from "../../../model/image/reference";
import { isPodNameOf, labelValue, lanePrepullName, migrationName, prepullName } from "../../../model/kubernetes/names";

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const image = parseImageReference(`acr1.azurecr.io/zoneapi@sha256:${"0123456789abcdef".repeat(4)}`);
const other = parseImageReference(`acr1.azurecr.io/zoneapi@sha256:${"fedcba9876543210".repeat(4)}`);
const bases = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.stringMatching(/^[a-z0-9._-]{0,80}$/),
);

describe("prepullName", () => {
    it("is the base and the start of the digest", () => {
        assert.equal(prepullName("zoneapi", image), "zoneapi-0123456789ab");
        assert.equal(prepullName("zoneapi", other), "zoneapi-fedcba987654");
    });

    it("keeps a base of 50 characters as it is and shortens a longer one", () => {
        assert.equal(prepullName("x".repeat(50), image), `${"x".repeat(50)}-0123456789ab`);
        assert.match(prepullName("x".repeat(51), image), /^x{43}-[0-9a-f]{6}-0123456789ab$/);
    });

    it("is a DNS label for every base", () => {
        fc.assert(fc.property(bases, (base) => assert.match(prepullName(base, image), DNS_LABEL)));
    });

    it("differs for different bases, also where they differ only in what is cut or replaced", () => {
        const names = ["Zone_API", "zone-api", "zone api", "zone-api-"].map((base) => prepullName(base, image));
        assert.equal(new Set(names).size, names.length);
        assert.notEqual(prepullName(`${"x".repeat(80)}a`, image), prepullName(`${"x".repeat(80)}b`, image));
        fc.assert(
            fc.property(bases, bases, (a, b) => {
                assert.equal(prepullName(a, image) === prepullName(b, image), a === b);
            }),
        );
    });
});

describe("lanePrepullName", () => {
    it("is the base and what tells the images apart, in their order", () => {
        const name = lanePrepullName("lane", [image, other]);
        assert.match(name, /^lane-[0-9a-f]{12}$/);
        assert.equal(lanePrepullName("lane", [image, other]), name);
        const others = [[other, image], [image], [image, image]].map((images) => lanePrepullName("lane", images));
        assert.equal(new Set([name, ...others]).size, 4);
    });
});

describe("migrationName", () => {
    const runs = { command: ["dotnet", "Migrate.dll"], env: { MODE: "up", LEVEL: "2" } };

    it("never changes for the same image and the same work", () => {
        assert.equal(migrationName("migrate", image, runs), "migrate-0123456789ab-7b716678");
    });

    it("does not depend on the order of keys, nor on keys that are undefined", () => {
        const reordered = { args: undefined, env: { LEVEL: "2", MODE: "up" }, command: runs.command };
        assert.equal(migrationName("migrate", image, reordered), migrationName("migrate", image, runs));
    });

    it("changes with the image, the command, the order of arguments and the environment", () => {
        const names = [
            migrationName("migrate", image, runs),
            migrationName("migrate", other, runs),
            migrationName("migrate", image, { ...runs, command: ["Migrate.dll", "dotnet"] }),
            migrationName("migrate", image, { ...runs, env: { MODE: "up" } }),
            migrationName("migrate", image, { ...runs, env: { MODE: "up", LEVEL: 2 } }),
            migrationName("migrate", image, undefined),
        ];
        assert.equal(new Set(names).size, names.length);
    });

    it("is a DNS label for every base and every work", () => {
        fc.assert(
            fc.property(bases, fc.jsonValue(), (base, work) => {
                assert.match(migrationName(base, image, work), DNS_LABEL);
            }),
        );
    });
});

describe("labelValue", () => {
    it("keeps what is a label's value already", () => {
        for (const text of ["", "zoneapi", "Zone_API.v1-2", "x".repeat(63)]) {
            assert.equal(labelValue(text), text);
        }
    });

    it("replaces what a label may not hold, and marks it with a hash", () => {
        assert.match(labelValue("org/project/dev"), /^org-project-dev-[0-9a-f]{6}$/);
    });

    it("is valid and different for every text", () => {
        fc.assert(
            fc.property(bases, bases, (a, b) => {
                assert.match(labelValue(a), LABEL_VALUE);
                assert.equal(labelValue(a) === labelValue(b), a === b);
            }),
        );
    });
});

describe("isPodNameOf", () => {
    it("knows the pods of owners with names of all lengths, as the API server names them", () => {
        const owners = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        const random = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
        fc.assert(fc.property(owners, random, (owner, end) => isPodNameOf(owner, `${owner}-`.slice(0, 58) + end)));
    });

    it("knows no pods of an owner whose name only begins as this one's", () => {
        assert.equal(isPodNameOf("zone", "zone-api-x7k2p"), false);
        assert.equal(isPodNameOf("zone", "zone-x7k2p"), true);
        const long = "x".repeat(63);
        assert.deepEqual(
            [isPodNameOf(long, `${"x".repeat(58)}x7k2p`), isPodNameOf(long, `${long}-x7k2p`)],
            [true, false],
        );
    });
});
