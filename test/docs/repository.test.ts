// The place of the repository, which actions, templates, links and plugins name: one, that of package.json.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./blocks";

const { name, repository, homepage, bugs } = require("../../package.json") as Record<string, string> & {
    repository: { url: string };
};
const [, own = ""] = /github\.com\/([^/]+\/[^/]+)\.git$/.exec(repository.url) ?? [];

const documents = readdirSync(join(REPOSITORY, "docs")).map((file) => `docs/${file}`);
const FILES = [
    ...["README.md", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md", "action.yml", "pin/action.yml"],
    ...["azure-pipelines/plan.yml", "azure-pipelines/pin.yml", "componentPackage/schema.json"],
    ...documents.filter((file) => file.endsWith(".md")),
];

describe("the place of the repository", () => {
    it("is the one of package.json, wherever it is named", () => {
        const places = FILES.flatMap((file) =>
            [...readFileSync(join(REPOSITORY, file), "utf8").matchAll(PLACE)].map(([, place]) => ({ file, place })),
        );
        assert.ok(places.length > 10);
        assert.deepEqual(
            places.filter(({ place }) => place !== own),
            [],
        );
        assert.equal(homepage, `https://github.com/${own}#readme`);
        assert.equal(bugs, `https://github.com/${own}/issues`);
    });
});

/** `github.com/OWNER/NAME`, `uses: OWNER/NAME@v0`, `name: OWNER/NAME`. */
const PLACE = new RegExp(`(?:github\\.com/|uses: |name: )([\\w-]+/${name})\\b`, "g");
