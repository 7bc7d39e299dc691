import assert from "node:assert/strict";
import { LintCopy } from "../support/lintCopy";

describe("what the linter says of code that nothing uses", () => {
    const copy = new LintCopy();

    after(() => copy.remove());

    it("names an export, a type, a file and a package, and fails", () => {
        copy.write("index.ts", 'import { used } from "./model/room/parts";\nused();\n');
        copy.write("model/room/parts.ts", "export const used = () => 1;\nexport const idle = () => 2;\n");
        copy.write("model/room/parts.ts", "export type Idle = number;\n");
        copy.write("observe/idleFile.ts", "export const anything = 1;\n");
        const { status, stdout } = copy.lint("unused", ["--no-config-hints"]);
        assert.match(stdout, /Unused exports[^\n]*\nidle /);
        assert.match(stdout, /Unused exported types[^\n]*\nIdle /);
        assert.match(stdout, /Unused files[^\n]*\n(.*\n)*observe\/idleFile\.ts/);
        assert.match(stdout, /Unused dependencies[^\n]*\n(.*\n)*semver /);
        assert.doesNotMatch(stdout, /\bused\b +model/);
        assert.notEqual(status, 0);
    });
});
