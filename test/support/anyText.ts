// Text of any characters for property tests.
import fc from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };

// As fast-check's own unit "binary", whose table of all characters takes a second to make.
const anyCharacter = fc
    .nat(0x10ffff - SURROGATES.count)
    .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));

export function anyText(maxLength?: number): fc.Arbitrary<string> {
    return fc.string({ unit: anyCharacter, maxLength });
}
