import assert from "node:assert/strict";
import * as v from "valibot";
import { parseDocument } from "yaml";
import { registrySchema } from "../../stack/registrySchema";
import { rolloutSchema } from "../../stack/rolloutSchema";
import { allBlocks } from "./blocks";

const SECTIONS = {
    "aks-image-delivery:registry": registrySchema,
    "aks-image-delivery:rollout": rolloutSchema,
} as const;

interface StackFile {
    readonly config?: Readonly<Record<string, unknown>>;
}

const blocks = allBlocks("yaml").map(({ at, text }) => ({ at, document: parseDocument(text) }));

describe("YAML in the documents", () => {
    it("can be parsed", () => {
        const faults = blocks.flatMap(({ at, document }) =>
            [...document.errors, ...document.warnings].map(({ message }) => `${at}: ${message}`),
        );
        assert.deepEqual(faults, []);
    });

    it("is what the stack accepts, where it is a stack's configuration", () => {
        let count = 0;
        for (const { at, document } of blocks) {
            const { config = {} } = (document.toJS() ?? {}) as StackFile;
            for (const [key, schema] of Object.entries(SECTIONS)) {
                if (config[key] !== undefined) {
                    count += 1;
                    const { issues = [] } = v.safeParse(schema as v.GenericSchema, config[key]);
                    assert.deepEqual(
                        issues.map(({ message }) => message),
                        [],
                        `${at}: ${key}`,
                    );
                }
            }
        }
        assert.ok(count >= 3);
    });
});
