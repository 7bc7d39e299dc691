import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import type { Pin } from "../../../model/pin/pin";
import { pinned } from "../../../model/pin/pinned";

const FILE = "Pulumi.dev.yaml";
const pin = (name: string): Pin => ({ name, image: `r.io/${name}@sha256:${"a".repeat(64)}`, size: "700MB", layers: 1 });
const [SHOP, CART] = [pin("shop"), pin("cart")];
const WEB = { name: "web", image: "r.io/web:1", size: "1GB" };
const FIELDS = "name: web, image: r.io/web:1, size: 1GB";

/** What the stack's `images` are, by a parser of YAML. */
function imagesIn(text: string): unknown {
    return parse(text)?.config["aks-image-delivery:rollout"].images;
}

const entry = ({ name, image, size }: Pin) => ({ name, image, size });

/** The lines below `rollout`, whose last one may have no end. */
const stack = (...lines: string[]) =>
    ["config:", "  aks-image-delivery:rollout:", ...lines.map((line) => `    ${line}`.trimEnd())].join("\n");

describe("an entry that a list of images does not have yet", () => {
    const lists: Record<string, readonly string[]> = {
        "a block": ["images:", "  - name: web", "    image: r.io/web:1", "    size: 1GB"],
        "a block at the column of its key": ["images:", "- name: web", "  image: r.io/web:1", "  size: 1GB"],
        "a block whose last value is quoted, with a comment": [
            "images:",
            `  - name: web`,
            "    image: r.io/web:1",
            `    size: "1GB" # x`,
        ],
        "entries in braces": ["images:", `  - { ${FIELDS} }`],
        "entries in braces with a comma": ["images:", `  - { ${FIELDS}, } # x`],
        "brackets on a line": [`images: [{ ${FIELDS} }]`],
        "brackets on a line, with a comma": [`images: [{ ${FIELDS} },]`],
        "brackets on a line, with a comment": [`images: [{ ${FIELDS} }] # [x]`],
        "brackets over lines": ["images: [", `  { ${FIELDS} }`, "]"],
        "brackets over lines, with a comma and a comment": ["images: [", `  { ${FIELDS} }, # web`, "]"],
        "brackets around braces over lines": ["images: [{", "  name: web, image: r.io/web:1, size: 1GB", "  }]"],
        "brackets whose end follows on the line": ["images: [", `  { ${FIELDS} } ]`],
    };
    for (const [style, lines] of Object.entries(lists)) {
        for (const [ending, rest] of Object.entries({ "at the end": [], "before others": ["nodes: 3", ""] })) {
            it(`comes after the others, and nothing else changes: ${style}, ${ending}`, () => {
                const text = stack(...lines, ...rest);
                for (const before of [text, text.replaceAll("\n", "\r\n")]) {
                    const { text: after } = pinned(FILE, before, [SHOP, CART]);
                    assert.deepEqual(imagesIn(after), [WEB, entry(SHOP), entry(CART)]);
                    const kept = before.split(/[\r\n,\]}]+/).map((part) => part.trim());
                    assert.ok(kept.every((part) => after.includes(part)));
                    assert.equal(/(?<!\r)\n/.test(after), /(?<!\r)\n/.test(before));
                }
            });
        }
    }

    const empty = [
        "images: []",
        "images: [ ]",
        "images: [",
        "'images': []",
        '"images" : []',
        "images: &all []",
        "images:\t[]",
    ];
    for (const line of empty) {
        it(`makes a list of "${line}"`, () => {
            const before = stack(line === "images: [" ? "images: [\n    ]" : line, "nodes: 3", "");
            const { text: after } = pinned(FILE, before, [SHOP, CART]);
            assert.deepEqual(imagesIn(after), [entry(SHOP), entry(CART)]);
            assert.ok(after.endsWith("\n    nodes: 3\n"));
            assert.doesNotMatch(after, /[ \t]$/m);
        });
    }

    const NEW = ["- name: shop", `  image: ${SHOP.image}`, "  size: 700MB"];
    const indented = (indent: string, lines: readonly string[]) => lines.map((line) => indent + line);
    const WEB_LINES = ["  - name: web", "    image: r.io/web:1", "    size: 1GB"];
    const exact: [string, string[], string[]][] = [
        [
            "before the remarks below the last one",
            ["images:", ...WEB_LINES, "    # x", "", "# y", "nodes: 1"],
            ["images:", ...WEB_LINES, ...indented("  ", NEW), "    # x", "", "# y", "nodes: 1"],
        ],
        [
            "in place of the brackets of an empty list",
            ["images:   [  ]  # x", "nodes: 1"],
            ["images:  # x", ...indented("  ", NEW), "nodes: 1"],
        ],
        [
            "behind the name of an empty list",
            ["'images' : &all [ ]", "nodes: 1"],
            ["'images' : &all", ...indented("  ", NEW), "nodes: 1"],
        ],
        [
            "in the brackets that stand in a line of their own",
            ["images:", "  [ ]", "nodes: 1"],
            ["images:", `  [{ name: shop, image: ${SHOP.image}, size: 700MB } ]`, "nodes: 1"],
        ],
    ];
    for (const [where, before, after] of exact) {
        it(`stands ${where}`, () => assert.equal(pinned(FILE, stack(...before), [SHOP]).text, stack(...after)));
    }

    it("is there once, whatever is pinned", () => {
        const names = fc.uniqueArray(fc.constantFrom("web", "shop", "cart", "a-b", "x1"), { minLength: 1 });
        fc.assert(
            fc.property(fc.constantFrom(...Object.values(lists)), names, (lines, drawn) => {
                const pins = drawn.map(pin);
                const { text } = pinned(FILE, stack(...lines, ""), pins);
                assert.deepEqual(pinned(FILE, text, pins), { text, changes: [] });
                const others = drawn.includes("web") ? [] : [WEB];
                const found = imagesIn(text) as { name: string }[];
                assert.deepEqual(
                    found.map(({ name }) => name).sort(),
                    [...others.map(({ name }) => name), ...drawn].sort(),
                );
            }),
        );
    });
});

describe("a size that an entry does not have yet", () => {
    const image = SHOP.image;
    const cases: [string, string[], string[]][] = [
        [
            "in a line of its own, before remarks",
            ["  - name: shop", "    image: r.io/web:1", "    # x"],
            ["  - name: shop", `    image: ${image}`, "    size: 700MB", "    # x"],
        ],
        ["in braces", ["  - { name: shop, image: r.io/x:1 }"], [`  - { name: shop, image: ${image}, size: 700MB }`]],
        [
            "in braces with a comma",
            ["  - { name: shop, image: r.io/x:1 , }"],
            [`  - { name: shop, image: ${image} , size: 700MB, }`],
        ],
        [
            "in braces over lines",
            ["  - {", "      name: shop,", "      image: r.io/x:1,", "    }"],
            ["  - {", "      name: shop,", `      image: ${image}, size: 700MB,`, "    }"],
        ],
    ];
    for (const [where, before, after] of cases) {
        it(`stands ${where}`, () => {
            const { text } = pinned(FILE, stack("images:", ...before, "nodes: 1"), [SHOP]);
            assert.equal(text, stack("images:", ...after, "nodes: 1"));
        });
    }
});
