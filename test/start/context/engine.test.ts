import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installedEngineEnvironment } from "../../../start/context/engine";

describe("the environment of an installed Pulumi", () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-home-"));
    const login = path.join(home, "credentials.json");
    const environment = (env: NodeJS.ProcessEnv = {}) => installedEngineEnvironment({ PULUMI_HOME: home, ...env });
    afterEach(() => fs.rmSync(login, { force: true }));
    after(() => fs.rmSync(home, { recursive: true }));

    it("leaves home, plugins and PATH as they are", () => {
        const names = ["PATH", "PULUMI_HOME", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"];
        assert.deepEqual(
            names.filter((name) => name in environment()),
            [],
        );
    });

    it("keeps the state where nobody cleans, when nobody chose a place", () => {
        assert.equal(environment().PULUMI_BACKEND_URL, "file://~");
        fs.writeFileSync(login, '{ "current": "" }');
        assert.equal(environment().PULUMI_BACKEND_URL, "file://~");
    });

    it("leaves the place of the state to the login", () => {
        for (const text of ['{ "current": "https://api.pulumi.com" }', "encrypted"]) {
            fs.writeFileSync(login, text);
            assert.ok(!("PULUMI_BACKEND_URL" in environment()), text);
        }
    });

    it("leaves the place of the state to the environment", () => {
        assert.ok(!("PULUMI_BACKEND_URL" in environment({ PULUMI_BACKEND_URL: "azblob://state" })));
        assert.ok(!("PULUMI_BACKEND_URL" in environment({ PULUMI_ACCESS_TOKEN: "token" })));
    });

    it("encrypts with an empty passphrase only where there is none", () => {
        assert.equal(environment().PULUMI_CONFIG_PASSPHRASE, "");
        assert.equal(environment({ PULUMI_CONFIG_PASSPHRASE: "mine" }).PULUMI_CONFIG_PASSPHRASE, "mine");
        assert.ok(!("PULUMI_CONFIG_PASSPHRASE" in environment({ PULUMI_CONFIG_PASSPHRASE_FILE: "/mine" })));
    });

    it("names the kubeconfigs so that they are found from every folder", () => {
        assert.equal(environment({ KUBECONFIG: "" }).KUBECONFIG, undefined);
        assert.equal(
            environment({ KUBECONFIG: ".local/kubeconfig:/etc/kube" }).KUBECONFIG,
            `${path.resolve(".local/kubeconfig")}:/etc/kube`,
        );
    });
});
