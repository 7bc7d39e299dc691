// Declared sizes: which texts are sizes, and what is said of those that are not.
import assert from "node:assert/strict";
import fc from "fast-check";
import { formatImageSize, parseImageSize } from "../../../model/image/size";

describe("parseImageSize", () => {
    const sizes: [string, number][] = [
        ["650MB", 650_000_000],
        ["1.2GB", 1_200_000_000],
        ["1.1GB", 1_100_000_000],
        [".5 GB", 500_000_000],
        ["100kB", 100_000],
        ["100KB", 100_000],
        ["1TB", 1_000_000_000_000],
        ["620MiB", 650_117_120],
        ["1Gi", 1_073_741_824],
        ["2Ki", 2_048],
        ["650M", 650_000_000],
        ["  650 MB ", 650_000_000],
        ["0.1KiB", 102],
        ["512B", 512],
        ["681574400B", 681_574_400],
    ];
    for (const [text, bytes] of sizes) {
        it(`reads ${JSON.stringify(text)} as ${bytes} bytes`, () => {
            assert.equal(parseImageSize(text), bytes);
        });
    }

    const faults: [string, RegExp][] = [
        ["650", /"650" has no unit/],
        ["681574400", /"681574400" has no unit/],
        ["1.5", /"1.5" has no unit/],
        ["-1", /"-1" has no unit/],
        ["1e+30", /"1e\+30" has no unit/],
        ["0MB", /"0MB" is not more than zero/],
        ["0.4B", /"0.4B" is not more than zero/],
        ["-5MB", /"-5MB" is not more than zero/],
        ["NaN", /"NaN" is not a size/],
        ["undefined", /"undefined" is not a size/],
        ["", /"" is not a size/],
        ["MB", /"MB" is not a size/],
        ["1,2GB", /"1,2GB" is not a size/],
        ["1e3.5", /"1e3.5" is not a size/],
        ["650 apples", /"650 apples" has an unknown unit, apples;/],
        ["650mb", /"650mb" has an unknown unit, mb;/],
        ["650Mb", /"650Mb" has an unknown unit, Mb;/],
        ["650m", /"650m" has an unknown unit, m;/],
        ["1.01TB", /"1.01TB" is more than 1 TB/],
        ["1Ti", /"1Ti" is more than 1 TB/],
        ["1e30B", /"1e30B" is more than 1 TB/],
    ];
    for (const [text, expected] of faults) {
        it(`refuses ${JSON.stringify(text)} and says what is accepted`, () => {
            assert.throws(() => parseImageSize(text), { name: "Error", message: expected });
            assert.throws(() => parseImageSize(text), /write it as 650MB, 1\.2GB .* 620MiB or 1Gi \(units of 1024\)$/);
        });
    }

    it("returns whole bytes for every amount of every unit", () => {
        const amount = fc.double({ min: 1, max: 900, noNaN: true }).map((value) => value.toFixed(3));
        const unit = fc.constantFrom("kB", "MB", "GB", "KiB", "Mi", "Gi", "k", "M", "G");
        fc.assert(
            fc.property(amount, unit, (value, name) => {
                const bytes = parseImageSize(value + name);
                assert.ok(Number.isInteger(bytes) && bytes >= 1000 && bytes <= 1e12, `${value}${name} is ${bytes}`);
            }),
        );
    });
});

describe("formatImageSize", () => {
    const texts: [number, string][] = [
        [999, "999 B"],
        [1_000, "1 kB"],
        [12_340_000, "12.3 MB"],
        [650_000_000, "650 MB"],
        [999_600_000, "1 GB"],
        [1_234_000_000, "1.2 GB"],
        [99_960_000, "100 MB"],
        [1_000_000_000_000, "1 TB"],
        [2_500_000_000_000_000, "2500 TB"],
    ];
    for (const [bytes, text] of texts) {
        it(`shows ${bytes} as ${text}`, () => {
            assert.equal(formatImageSize(bytes), text);
        });
    }

    it("is within 5 % of the size when it is read again", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 900_000_000_000 }), (bytes) => {
                const again = parseImageSize(formatImageSize(bytes));
                assert.ok(Math.abs(again - bytes) <= 0.05 * bytes, `${bytes} became ${again}`);
            }),
        );
    });
});
