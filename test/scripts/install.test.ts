import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const { isInstalled } = require("../../scripts/install.cjs") as { isInstalled(folder: string): boolean };

interface Entry {
    integrity?: string;
    optional?: boolean;
}

describe("what `npm start` and `npm test` need is installed", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "install-"));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    const write = (file: string, packages: Record<string, Entry>) => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), JSON.stringify({ packages }));
    };
    const wanted = (packages: Record<string, Entry>) => write("package-lock.json", { "": {}, ...packages });
    const found = (packages: Record<string, Entry>) => write("node_modules/.package-lock.json", packages);

    it("not on a fresh clone", () => {
        wanted({ "node_modules/a": { integrity: "1" } });
        assert.equal(isInstalled(folder), false);
    });

    it("when npm's record has all packages of the lock file", () => {
        wanted({ "node_modules/a": { integrity: "1" } });
        found({ "node_modules/a": { integrity: "1" } });
        assert.equal(isInstalled(folder), true);
    });

    it("not when the lock file was changed since", () => {
        wanted({ "node_modules/a": { integrity: "2" }, "node_modules/b": { integrity: "1" } });
        found({ "node_modules/a": { integrity: "1" }, "node_modules/b": { integrity: "1" } });
        assert.equal(isInstalled(folder), false);
        found({ "node_modules/a": { integrity: "2" } });
        assert.equal(isInstalled(folder), false);
    });

    it("without the packages for other kinds of machines", () => {
        wanted({ "node_modules/a": { integrity: "1" }, "node_modules/a-darwin": { integrity: "1", optional: true } });
        found({ "node_modules/a": { integrity: "1" } });
        assert.equal(isInstalled(folder), true);
    });
});
