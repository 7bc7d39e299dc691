// The walls of the linter, tried with imports that the table of CONTRIBUTING.md forbids, and with all that it allows.
import assert from "node:assert/strict";
import * as path from "node:path";
import { LintCopy } from "../support/lintCopy";

const { layers } = require("../../scripts/layers.cjs") as { layers(): Record<string, string[]> };

const LAYERS = layers();
const NAMES = Object.keys(LAYERS);

const isFile = (layer: string) => layer.endsWith(".ts");
const targetOf = (layer: string) => (isFile(layer) ? layer : `${layer}/target.ts`);
/** At the top of a folder, and two levels below it. */
const placesIn = (layer: string) =>
    isFile(layer) ? [layer] : [`${layer}/planted.ts`, `${layer}/room/below/planted.ts`];

function importOf(from: string, to: string): string {
    const place = path.relative(path.dirname(from), to).replace(/\.ts$/, "");
    return `import "${place.startsWith(".") ? place : `./${place}`}";\n`;
}

describe("what the linter says of imports", () => {
    const copy = new LintCopy();
    let status: number | null;
    let lines: readonly string[];

    before(() => {
        plantImports();
        plantOthers();
        const run = copy.lint("walls", ["--no-cache"]);
        status = run.status;
        lines = run.stdout.split("\n");
    });

    after(() => copy.remove());

    function plantImports(): void {
        for (const layer of NAMES) {
            copy.write(targetOf(layer), "export const target = 1;\n");
            for (const place of placesIn(layer)) {
                const others = NAMES.filter((other) => other !== layer);
                copy.write(place, others.map((other) => importOf(place, targetOf(other))).join(""));
            }
        }
    }

    function plantOthers(): void {
        copy.write("components/index.ts", "export const all = 1;\n");
        copy.write("examples/byName.ts", 'import "aks-image-delivery";\n');
        copy.write(
            "model/room/io.ts",
            'import "node:fs";\nimport "http";\nimport "@pulumi/pulumi";\nimport "undici";\n',
        );
        copy.write("model/room/pure.ts", 'import "semver";\nimport "node:crypto";\n');
        copy.write("components/inHook.ts", 'export const hook = () => import("../observe/target");\n');
        copy.write(
            "components/types.ts",
            'import type { target } from "../observe/target";\nexport type T = typeof target;\n',
        );
        copy.write("model/first.ts", 'import "./second";\n');
        copy.write("model/second.ts", 'import "./first";\n');
        copy.write("observe/egg/in.ts", "export const inner = 1;\n");
        copy.write("observe/hen/in.ts", "export const inner = 1;\n");
        copy.write("observe/egg/out.ts", 'import "../hen/in";\n');
        copy.write("observe/hen/out.ts", 'import "../egg/in";\n');
        copy.write("observe/alone.ts", "export const alone = 1;\n");
        copy.write("observe/lost.ts", 'import "./nowhere";\n');
    }

    /** What a rule reports, such as "model/a.ts → fs". */
    const found = (rule: string) =>
        lines.flatMap((line) => line.match(new RegExp(`^ *error ${rule}: (.*?) *$`))?.[1] ?? []).sort();

    for (const [layer, allowed] of Object.entries(LAYERS)) {
        it(`${layer} may import ${allowed.join(", ") || "none of the others"}, at any depth`, () => {
            const refused = NAMES.filter((other) => other !== layer && !allowed.includes(other));
            const expected = placesIn(layer).flatMap((place) =>
                refused.map((other) => `${place} → ${targetOf(other)}`),
            );
            assert.deepEqual(found(`wall-${layer}`), expected.sort());
        });
    }

    it("model/ uses packages that only compute, and nothing of Node.js", () => {
        assert.deepEqual(found("model-reads-nothing"), ["model/room/io.ts → fs", "model/room/io.ts → http"]);
        const packages = found("model-decides").map((line) =>
            line.replace(/ → .*node_modules\/((@\w+\/)?\w+).*/, " → $1"),
        );
        assert.deepEqual(packages, ["model/room/io.ts → @pulumi/pulumi", "model/room/io.ts → undici"]);
    });

    it("components/ imports observe/ inside a hook, or its types", () => {
        const expected = placesIn("components").map((place) => `${place} → observe/target.ts`);
        assert.deepEqual(found("observe-in-hooks-only"), expected.sort());
    });

    it("no circle, between files or between rooms", () => {
        assert.deepEqual(found("no-circle"), ["model/first.ts →"]);
        const rooms = found("no-circle-between-rooms").filter((line) => line.startsWith("observe/"));
        assert.deepEqual(rooms, ["observe/egg →", "observe/hen →"]);
    });

    it("no file that is on its own, and none that is not there", () => {
        assert.deepEqual(found("no-orphan"), ["observe/alone.ts"]);
        assert.deepEqual(found("exists"), ["observe/lost.ts → ./nowhere"]);
    });

    it("and fails", () => {
        assert.notEqual(status, 0);
    });
});
