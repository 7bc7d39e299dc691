// What keeps a line easy to find: small files, rooms of few files, rooms that do not need each other, tests in the same places.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { imports } from "../support/imports";
import { projectFiles } from "../support/projectFiles";

const REPOSITORY = path.join(__dirname, "../..");
const MOST_LINES = 200;
const MOST_FILES = 15;
const SMALL = ["model", "observe", "components", "cli"];
/** About all folders, or about what npm packs. */
const OWN_PLACES = ["chaos", "docs", "e2e", "package", "resources", "structure", "support"];

const FILES = projectFiles();
const TYPESCRIPT = FILES.filter((file) => file.endsWith(".ts"));
const CODE = FILES.filter((file) => /\.(?:c?[jt]s|go|sh|py)$/.test(file));

/** `model/gate` of `model/gate/verdict.ts`. */
function roomOf(file: string): string | undefined {
    const [layer, room, ...rest] = file.split("/");
    return rest.length > 0 ? `${layer}/${room}` : undefined;
}

/** The rooms of which one needs another that needs it, however far round. */
function roomsInCircles(): string[] {
    const needs = new Map<string, Set<string>>();
    for (const [from, to] of TYPESCRIPT.filter((file) => !file.startsWith("test/")).flatMap(imports)) {
        const [room, other] = [roomOf(from), roomOf(to)];
        if (room !== undefined && other !== undefined && room !== other) {
            needs.set(room, (needs.get(room) ?? new Set()).add(other));
        }
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
        [...(needs.get(from) ?? [])].some(
            (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
        );
    return [...needs.keys()].filter((room) => reaches(room, room)).sort();
}

describe("the tree", () => {
    it(`has no file of code of over ${MOST_LINES} lines`, () => {
        const lines = (file: string) => readFileSync(path.join(REPOSITORY, file), "utf8").split("\n").length - 1;
        assert.deepEqual(
            CODE.filter((file) => lines(file) > MOST_LINES),
            [],
        );
    });

    it(`has no room of over ${MOST_FILES} files`, () => {
        const counts = new Map<string, number>();
        for (const file of FILES.filter((one) => SMALL.includes(one.split("/")[0] ?? ""))) {
            counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
        }
        assert.deepEqual(
            [...counts].filter(([, count]) => count > MOST_FILES),
            [],
        );
    });

    it("has no circle of rooms", () => {
        assert.deepEqual(roomsInCircles(), []);
    });

    it("has each test where what it tests is", () => {
        const tests = FILES.filter((file) => file.endsWith(".test.ts")).map((file) => path.dirname(file));
        const places = new Set(tests.map((folder) => path.relative("test", folder)));
        const elsewhere = [...places].filter(
            (place) => !OWN_PLACES.includes(place.split("/")[0] ?? "") && !existsSync(path.join(REPOSITORY, place)),
        );
        assert.deepEqual(elsewhere, []);
    });
});
