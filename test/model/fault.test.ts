import assert from "node:assert/strict";
import fc from "fast-check";
import { collect, distinct, type Fault, faultList, faultsAt, faultText, propertyPath, within } from "../../model/fault";

const key = fc.oneof(fc.nat(99), fc.string({ minLength: 1 }));

/** Reads a path as Pulumi's engine does: names parted by dots, numbers and quoted names in brackets. */
function keysOf(path: string): (string | number)[] {
    const parts = path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]"]+)/gs);
    return [...parts].map(([, index, quoted, name]) =>
        index === undefined ? (name ?? (JSON.parse(quoted ?? '""') as string)) : Number(index),
    );
}

describe("the path of a property", () => {
    it("is written as Pulumi writes it", () => {
        assert.equal(propertyPath("images", 0, "size"), "images[0].size");
        assert.equal(propertyPath("env", "Shop.Url"), 'env["Shop.Url"]');
        assert.equal(propertyPath(2, "name"), "[2].name");
    });

    it("can be read back, whatever its keys are", () => {
        fc.assert(fc.property(fc.array(key), (keys) => assert.deepEqual(keysOf(propertyPath(...keys)), keys)));
    });

    it("grows by what it is within, in one step or in several", () => {
        fc.assert(
            fc.property(fc.array(key), fc.array(key), fc.array(key), (outer, middle, inner) => {
                const faults = faultsAt(propertyPath(...inner), "wrong");
                const stepwise = within(propertyPath(...outer), within(propertyPath(...middle), faults));
                assert.deepEqual(stepwise, faultsAt(propertyPath(...outer, ...middle, ...inner), "wrong"));
            }),
        );
    });
});

describe("faults", () => {
    const size: Fault = { property: "images[0].size", reason: "is missing" };

    it("are shown with their property, where they have one", () => {
        assert.equal(faultText(size), "images[0].size: is missing");
        assert.equal(faultText({ property: "", reason: "there is none" }), "there is none");
    });

    it("are one line when there is one, and a list when there are more", () => {
        assert.equal(faultList([size]), " images[0].size: is missing");
        assert.equal(faultList([size, size]), "\n  - images[0].size: is missing\n  - images[0].size: is missing");
    });

    it("are shown once, however many parts report them", () => {
        const other = { ...size, reason: "is too large" };
        assert.deepEqual(distinct([size, other, size]), [size, other]);
    });

    it("are made of the errors of decisions", () => {
        const faults: Fault[] = [];
        const decided = collect(faults, "nodes", () => 5);
        const failed = collect(faults, "size", () => {
            throw new Error("no size");
        });
        assert.deepEqual([decided, failed, faults], [5, undefined, faultsAt("size", "no size")]);
    });
});
