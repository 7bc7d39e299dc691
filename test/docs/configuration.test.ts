// docs/configuration.md against the schemas that read the configuration.
import assert from "node:assert/strict";
import * as v from "valibot";
import { registrySchema } from "../../stack/registrySchema";
import { rolloutSchema } from "../../stack/rolloutSchema";
import { warmupSchema } from "../../stack/warmupSchema";
import { type ConfigKey, configKeys } from "../support/configKeys";
import { documentText } from "./blocks";

const SCHEMA = v.object({ rollout: rolloutSchema, registry: registrySchema, nodeWarmup: warmupSchema });

describe("docs/configuration.md", () => {
    const documented = documentedKeys(documentText("docs/configuration.md"));

    it("has every key once, with its type, and says which are required", () => {
        const present = configKeys(SCHEMA).filter(({ path }) => path.includes("."));
        const shown = ({ path, type, required }: ConfigKey) => `${path}: ${type}${required ? ", required" : ""}`;
        assert.deepEqual(documented.map(shown).sort(), present.map(shown).sort());
    });

    it("says what each is for, and what is taken where it is left out", () => {
        assert.deepEqual(
            documented.filter(({ meaning, fallback }) => meaning === "" || fallback === ""),
            [],
        );
    });
});

interface DocumentedKey extends ConfigKey {
    readonly fallback: string;
    readonly meaning: string;
}

/** The tables behind the comments `keys of <section> ...`, whose keys are below each of the sections. */
function documentedKeys(text: string): DocumentedKey[] {
    const tables = [...text.matchAll(/<!-- keys of (.*) -->\n((?:\|.*\n)+)/g)];
    return tables.flatMap(([, sections = "", table = ""]) => {
        const rows = table.trim().split("\n").slice(2).map(cellsOf);
        return sections.split(" ").flatMap((section) =>
            rows.map(([key = "", type = "", fallback = "", meaning = ""]) => ({
                path: `${section}.${key.replaceAll("`", "")}`,
                type,
                required: fallback === "required",
                fallback,
                meaning,
            })),
        );
    });
}

function cellsOf(row: string): string[] {
    return row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
}
