import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registryNetwork } from "../../../../observe/registry/azure/settings";

const HOST = "acr1.azurecr.io";

describe("what an Azure registry allows", () => {
    const { PATH } = process.env;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "az-"));
        symlinkSync("/bin/cat", join(folder, "cat"));
        process.env.PATH = folder;
    });
    afterEach(() => {
        process.env.PATH = PATH;
        rmSync(folder, { recursive: true });
    });

    function az(script: string): ReturnType<typeof registryNetwork> {
        const file = join(folder, "az");
        writeFileSync(file, `#!/bin/sh\necho "$*" > ${folder}/words\n${script}\n`);
        chmodSync(file, 0o755);
        return registryNetwork(HOST);
    }

    it("is what the Azure CLI shows of it", async () => {
        const shown = { publicNetworkAccess: "Enabled", networkRuleBypassOptions: "None", defaultAction: "Deny" };
        assert.deepEqual(await az(`echo '${JSON.stringify(shown)}'`), shown);
        assert.match(
            readFileSync(join(folder, "words"), "utf8"),
            /^acr show --name acr1\.azurecr\.io --query \{.*\} --output json$/m,
        );
    });

    it("is Azure's default where a registry has no rules", async () => {
        const shown = { publicNetworkAccess: "Enabled", networkRuleBypassOptions: null };
        const expected = { ...shown, networkRuleBypassOptions: "AzureServices", defaultAction: "Allow" };
        assert.deepEqual(await az(`echo '${JSON.stringify(shown)}'`), expected);
    });

    it("is not known without the Azure CLI, where it fails, and where it shows something else", async () => {
        const unknown = `az acr show --name ${HOST} did not say what the registry allows: `;
        const fault = async (asked: Promise<unknown>) => {
            const { message } = await asked.then(
                () => assert.fail("known"),
                (error: Error) => error,
            );
            assert.ok(message.startsWith(unknown) && message.endsWith("; choose the way with --by"), message);
            return message.slice(unknown.length);
        };
        assert.match(await fault(registryNetwork(HOST)), /^the Azure CLI \(az\) is not installed here; /);
        assert.match(await fault(az("echo 'not signed in' >&2; exit 1")), /^not signed in; /);
        assert.match(await fault(az("echo '{}'")), /publicNetworkAccess/);
        assert.match(await fault(az("exit 3")), /3/);
    });
});
