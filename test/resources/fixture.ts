// The desired resources of a stack as a file: sorted, without defaults, and without paths of this machine.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Json, JsonObject } from "../../model/plan/resource";
import type { DesiredResource } from "./inlineProgram";
import { REPOSITORY } from "./programs";

const FOLDER = join(__dirname, "fixtures");

/** By URN: inputs, outputs of components, and the options that change what an update does. */
export type Fixture = Readonly<Record<string, JsonObject>>;

export function fixtureOf(resources: readonly DesiredResource[]): Fixture {
    const entries = resources.map(({ urn, type, name, component, inputs, order, ...options }) => [
        urn,
        { inputs, ...given(options), ...(isGiven(order) && { order: given(order) }) },
    ]);
    const text = JSON.stringify(sorted(Object.fromEntries(entries)));
    return JSON.parse(text.replaceAll(REPOSITORY, "<repository>"));
}

export function fixtureNames(): string[] {
    return readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
}

/** Empty for a new stack. */
export function readFixture(name: string): Fixture {
    return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), "utf8")) : {};
}

export function writeFixture(name: string, fixture: Fixture): void {
    writeFileSync(fileOf(name), JSON.stringify(fixture, null, 2));
    // The linter checks these files too.
    const biome = require.resolve("@biomejs/biome/bin/biome");
    execFileSync(process.execPath, [biome, "format", "--write", fileOf(name)], { cwd: REPOSITORY, stdio: "pipe" });
}

export function fixturePath(name: string): string {
    return relative(REPOSITORY, fileOf(name));
}

function fileOf(name: string): string {
    return join(FOLDER, `${name}.json`);
}

/** Without defaults. Not for inputs, where an empty value differs from none. */
function given(options: object): object {
    return Object.fromEntries(Object.entries(options).filter(([, value]) => isGiven(value)));
}

function isGiven(value: unknown): boolean {
    return typeof value === "object" && value !== null ? Object.values(value).some(isGiven) : Boolean(value);
}

/** The order of keys means nothing to the engine. */
function sorted(value: Json): Json {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
