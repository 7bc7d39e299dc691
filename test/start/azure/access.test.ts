import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { missingForAzure } from "../../../start/azure/access";

describe("the real Azure", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-access-"));
    const nobody = { AZURE_CONFIG_DIR: folder };
    afterEach(() => fs.rmSync(path.join(folder, "azureProfile.json"), { force: true }));
    after(() => fs.rmSync(folder, { recursive: true }));

    const lacks = (env: NodeJS.ProcessEnv, what: RegExp) => missingForAzure(env).some((text) => what.test(text));

    it("needs a sign-in: of the Azure CLI, or a service principal's", () => {
        assert.ok(lacks(nobody, /az login/));
        assert.ok(!lacks({ ...nobody, ARM_CLIENT_ID: "id" }, /az login/));
        fs.writeFileSync(path.join(folder, "azureProfile.json"), "{}");
        assert.ok(!lacks(nobody, /az login/));
    });

    it("needs a place for its state that is not this folder", () => {
        assert.ok(lacks(nobody, /PULUMI_BACKEND_URL/));
        assert.ok(!lacks({ ...nobody, PULUMI_BACKEND_URL: "azblob://state" }, /PULUMI_BACKEND_URL/));
    });
});
