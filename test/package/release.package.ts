// A dry run of a release: the plugin that other languages install, from the packed file, in a folder of its own.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../platform/machine/command";
import { pluginSchema, unpackPlugin } from "./plugin";

const { version } = require("../../package.json") as { version: string };

describe("the plugin of the component package", () => {
    const folder = mkdtempSync(join(tmpdir(), "plugin-"));
    after(() => rmSync(folder, { recursive: true }));

    before(() => unpackPlugin(folder));

    it("serves the schema of every component, and has Azure's SDK", async () => {
        const schema = JSON.parse(await pluginSchema(folder));
        assert.equal(schema.version, version);
        assert.ok("aks-image-delivery:index:AksRegistry" in schema.resources);
        assert.ok("aks-image-delivery:index:ImageRollout" in schema.resources);
        await run(process.execPath, ["-e", 'require("aks-image-delivery/azure")'], { cwd: folder });
    });
});
