// A credential plugin that waits for a person, as kubelogin does for its device code: shown, and ended within a limit.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kubernetesClient } from "../../../../observe/cluster/client";
import { getJson } from "../../../../observe/cluster/request";
import { limitPlugins, type PluginLimits } from "../../../../observe/cluster/signIn/plugin";
import { ApiServer } from "../../../support/apiServer";

const NODES_REQUEST = { path: "/api/v1/nodes", asked: { verb: "list", resource: "nodes" } } as const;
const CODE = "To sign in, open https://microsoft.com/devicelogin and enter ABC123";

describe("a credential plugin", () => {
    let server: ApiServer;
    let folder: string;
    beforeEach(async () => {
        server = await ApiServer.start();
        folder = mkdtempSync(join(tmpdir(), "plugin-"));
    });
    afterEach(async () => {
        rmSync(folder, { recursive: true });
        await server.down();
    });

    const clientWith = async (script: string, limits: Partial<PluginLimits>) => {
        const command = join(folder, "kubelogin");
        writeFileSync(command, `#!/bin/sh\n${script}\n`);
        chmodSync(command, 0o755);
        const config = JSON.parse(server.kubeconfig);
        config.users[0].user = { exec: { apiVersion: "client.authentication.k8s.io/v1", command } };
        const client = await kubernetesClient({ kubeconfig: JSON.stringify(config) });
        limitPlugins(client.config, limits);
        return client;
    };

    it("that waits is ended at its limit, and the error quotes it, whichever way the cluster is asked", async () => {
        const client = await clientWith(`echo "${CODE}" >&2; sleep 60`, { limitMs: 400 });
        const message = /kubelogin was not done after 0.4 s; it said: To sign in, open .* enter ABC123.*`az login`/;
        await assert.rejects(getJson(client, NODES_REQUEST), { kind: "kubeconfig", message });
        await assert.rejects(client.core.listNode(), { kind: "kubeconfig", message });
        assert.equal(server.requests.length, 0);
    });

    it("that waited until its limit is not waited for again at the next step, but is a while later", async () => {
        const starts = join(folder, "starts");
        const script = `echo start >> ${starts}; sleep 60`;
        const asked = async (rememberedMs: number) => {
            const client = await clientWith(script, { limitMs: 400, rememberedMs });
            await assert.rejects(getJson(client, NODES_REQUEST), { message: /was not done after 0\.4 s/ });
            return readFileSync(starts, "utf8").split("\n").length - 1;
        };
        assert.deepEqual([await asked(60_000), await asked(60_000), await asked(0)], [1, 1, 2]);
    });

    it("is shown once it waits, and not before", async () => {
        const shown: string[] = [];
        const show = (text: string) => void shown.push(text);
        const waiting = await clientWith(`echo "${CODE}" >&2; sleep 60`, { quietMs: 200, limitMs: 600, show });
        await assert.rejects(getJson(waiting, NODES_REQUEST));
        assert.equal(shown.join("").trim(), CODE);
        shown.length = 0;
        const options = { quietMs: 5_000, rememberedMs: 0, show };
        const quick = await clientWith(`echo "expired" >&2; exit 1`, options);
        await assert.rejects(getJson(quick, NODES_REQUEST), { message: /no credentials for .*: expired/ });
        assert.deepEqual(shown, []);
    });

    it("reads nothing from the terminal", async () => {
        const credential = '{"status":{"token":"t"}}';
        const client = await clientWith(`read answer; echo '${credential}'`, { limitMs: 5_000 });
        await getJson(client, NODES_REQUEST);
        assert.equal(server.requests[0]?.headers.authorization, "Bearer t");
    });
});
