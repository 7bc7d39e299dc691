// docs/architecture.md draws the layers and their rooms: the picture, the table of CONTRIBUTING.md and the tree are compared.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { projectFiles } from "../support/projectFiles";

const { layers } = require("../../scripts/layers.cjs") as { layers(): Record<string, string[]> };

/** They may import almost everything, and nothing imports them. */
const NOT_DRAWN = ["bench", "examples", "scripts", "test"];

interface Drawn {
    readonly rooms: readonly string[];
    readonly imports: string[];
}

function picture(): Record<string, Drawn> {
    const text = readFileSync(path.join(__dirname, "../../docs/architecture.md"), "utf8");
    const [, chart = ""] = text.match(/## Layers and rooms\n[\s\S]*?```mermaid\n([\s\S]*?)```/) ?? [];
    const boxes = [...chart.matchAll(/^ +(\w+)\["<b>(.*?)<\/b>.*?(?:<br\/>(.*))?"\]$/gm)];
    const names = new Map(boxes.map(([, id = "", name = ""]) => [id, name]));
    const drawn: Record<string, Drawn> = {};
    for (const [, , name = "", rooms] of boxes) {
        drawn[name] = { rooms: rooms?.split(/ · |<br\/>/) ?? [], imports: [] };
    }
    for (const [, from = "", to = ""] of chart.matchAll(/^ +(\w+) -(?:->|\. .* \.->) (.*)$/gm)) {
        const targets = to.split(" & ").map((id) => names.get(id) ?? id);
        drawn[names.get(from) ?? from]?.imports.push(...targets);
    }
    return drawn;
}

function roomsOf(layer: string): string[] {
    const inside = projectFiles().filter((file) => file.startsWith(`${layer}/`));
    return [...new Set(inside.map((file) => file.split("/").slice(1, -1)[0] ?? ""))].filter((room) => room !== "");
}

describe("the picture of the layers", () => {
    const drawn = picture();
    const drawnLayers = Object.keys(layers()).filter((layer) => !NOT_DRAWN.includes(layer));

    it("has every layer of the table", () => {
        assert.deepEqual(Object.keys(drawn).sort(), drawnLayers.sort());
    });

    for (const layer of drawnLayers) {
        it(`has what ${layer} may import, and its rooms`, () => {
            assert.deepEqual(drawn[layer]?.imports.sort(), layers()[layer]?.sort());
            assert.deepEqual(drawn[layer]?.rooms, roomsOf(layer).sort());
        });
    }

    it("and the table leave out no folder with code", () => {
        const code = projectFiles().filter((file) => /\.(ts|cjs)$/.test(file) && !file.startsWith("."));
        const tops = [...new Set(code.map((file) => file.split("/")[0] ?? ""))];
        assert.deepEqual(tops.sort(), Object.keys(layers()).sort());
    });
});
