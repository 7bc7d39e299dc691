import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseImageSize } from "../../../model/image/size";
import { type Pin, sizeToDeclare } from "../../../model/pin/pin";
import { pinned } from "../../../model/pin/pinned";
import { declaredFault } from "../../../model/timeouts/declaredSize";
import { Network } from "../../../model/timeouts/pullTime";
import { ADDITIONS, ODD_STACKS } from "../../cli/verbs/pin/oddStacks";

const FILE = "Pulumi.dev.yaml";
const OLD = { image: "r.io/shop:1.4.1", size: "620MiB", layers: 9 };
const NEW = { image: `r.io:5000/team/shop@sha256:${"a".repeat(64)}`, size: "700MB", layers: 12 };
const PIN: Pin = { name: "shop", ...NEW };

describe("a pinned stack", () => {
    for (const [shape, stack] of Object.entries(ODD_STACKS)) {
        it(`differs in the wanted values alone: ${shape}`, () => {
            assert.equal(pinned(FILE, stack(OLD), [PIN]).text, stack(NEW));
            assert.deepEqual(pinned(FILE, stack(NEW), [PIN]), { text: stack(NEW), changes: [] });
        });
    }
    for (const [shape, [before, after]] of Object.entries(ADDITIONS)) {
        it(`gets what is missing: ${shape}`, () => {
            assert.equal(pinned(FILE, before(OLD), [PIN]).text, after(NEW));
        });
    }

    it("keeps every other byte, whatever stands around the values", () => {
        const comment = fc.constantFrom("", " # note", "   # image: 'x'");
        const quote = fc.constantFrom("", '"', "'");
        const between = fc.constantFrom("", "\n", "        # size: 1GB\n", "        layers:   7 # kept true\n");
        const other = fc.constantFrom("", "      - { name: web, image: 'r.io/web:1', size: 1GB }\n");
        const order = fc.shuffledSubarray(["name", "image", "size"], { minLength: 3 });
        const parts = fc.tuple(order, comment, quote, between, other, other, fc.boolean());
        fc.assert(
            fc.property(parts, ([keys, note, mark, gap, first, last, isWindows]) => {
                const stack = ({ image, size, layers }: typeof OLD) => {
                    const values: Record<string, string> = { name: "shop", image, size };
                    const lines = keys.map((key) => `${key}: ${mark}${values[key]}${mark}${note}\n`);
                    const entry = `      - ${lines[0]}${gap.replace("7", String(layers))}        ${lines[1]}        ${lines[2]}`;
                    const text = `config:\n  aks-image-delivery:rollout:\n    images:\n${first}${entry}${last.replace("web", "end")}    nodes: 1\n`;
                    return isWindows ? text.replaceAll("\n", "\r\n") : text;
                };
                assert.equal(pinned(FILE, stack(OLD), [PIN]).text, stack(NEW));
            }),
        );
    });

    it("leaves a size that is written differently but is the same", () => {
        const stack = ODD_STACKS.plain as (typeof ODD_STACKS)[string];
        const { text, changes } = pinned(FILE, stack({ ...NEW, size: "0.7GB" }), [PIN]);
        assert.equal(text, stack({ ...NEW, size: "0.7GB" }));
        assert.deepEqual(changes, []);
    });

    it("refuses what it would lose or cannot tell apart, with the line where YAML has one", () => {
        const head = "config:\n  aks-image-delivery:rollout:\n";
        const entry = (image: string) =>
            `${head}    images:\n      - name: shop\n        image: ${image}\n        size: 1GB\n`;
        const refused: readonly [text: string, expected: RegExp][] = [
            [
                entry("{ secure: v1:abc }"),
                /^image of shop in Pulumi\.dev\.yaml is encrypted .*write it as image: r\.io/,
            ],
            [`${entry("r.io/shop:1")}---\na: 1\n`, /^Pulumi\.dev\.yaml:7: a second document begins here/],
            [`${head}\timages: []\n`, /^Pulumi\.dev\.yaml:3: Tabs are not allowed/],
            [entry("r.io/shop:1\n        image: r.io/shop:2"), /^Pulumi\.dev\.yaml:6: Map keys must be unique/],
            [`${head}    secure: v1:abc\n`, /is not a list: write images: \[\]/],
            ["", /has no keys under aks-image-delivery:rollout/],
        ];
        for (const [text, expected] of refused) {
            assert.throws(
                () => pinned(FILE, text, [PIN]),
                (error: Error) => expected.test(error.message),
                text,
            );
        }
    });

    it("is not one where an alias could never be told from its anchor", () => {
        const circle = `config:\n  aks-image-delivery:rollout:\n    images:\n      - name: shop\n        image: &image r.io/shop:1\n        size: 1GB\n      - name: web\n        image: *image\n        size: 1GB\n`;
        const web = { ...PIN, name: "web", image: "r.io/web:2", size: "1GB" };
        const { text, changes } = pinned(FILE, circle, [web, PIN]);
        assert.deepEqual(
            changes.map(({ name, key }) => [name, key]),
            [
                ["web", "image"],
                ["shop", "image"],
                ["shop", "size"],
            ],
        );
        assert.match(text, /image: &image r\.io:5000.*\n.*\n {6}- name: web\n {8}image: r\.io\/web:2\n/);
        assert.deepEqual(pinned(FILE, text, [web, PIN]).changes, []);
    });

    it("replaces a size that is none", () => {
        const stack = ODD_STACKS.plain as (typeof ODD_STACKS)[string];
        assert.equal(pinned(FILE, stack({ ...NEW, size: "big" }), [PIN]).text, stack(NEW));
    });

    const SHARED = `config:\n  aks-image-delivery:rollout:\n    images:\n      - name: shop\n        image: r.io/shop:1\n        size: &size 1GB\n      - name: web\n        image: r.io/web:1\n        size: *size\n`;

    it("refuses to change an entry that is not pinned, and pins both where both are asked for", () => {
        assert.throws(() => pinned(FILE, SHARED, [PIN]), /web shares a value with a pinned image/);
        const web = { ...PIN, name: "web", image: "r.io/web:2", size: "1GB" };
        const { text } = pinned(FILE, SHARED, [PIN, web]);
        assert.match(text, /size: &size 700MB\n {6}- name: web\n {8}image: r\.io\/web:2\n {8}size: 1GB\n$/);
    });

    for (const [what, text, error] of [
        ["faults of YAML", "config: [\n", /^Pulumi\.dev\.yaml:\d+: /],
        ["no configuration", "", /has no keys under aks-image-delivery:rollout/],
        ["no list", "config:\n  aks-image-delivery:rollout:\n    images:\n", /images of .* is not a list/],
        ["an entry that is none", "config:\n  aks-image-delivery:rollout:\n    images: [shop]\n", /images\[0\]/],
        ["the same name twice", SHARED.replace("web", "shop"), /two entries with the name shop/],
    ] as const) {
        it(`is refused for ${what}`, () => {
            assert.throws(() => pinned(FILE, text, [PIN]), { message: error });
        });
    }
});

describe("the size that is declared", () => {
    it("is never one that verifySize finds fault with", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 100_000_000_000 }), (bytes) => {
                for (const network of [Network.Normal, Network.Slow]) {
                    assert.equal(declaredFault(bytes, parseImageSize(sizeToDeclare(bytes)), network), undefined);
                }
            }),
        );
    });
    it("is short where it can be", () => assert.equal(sizeToDeclare(650_123_456), "650MB"));
});
