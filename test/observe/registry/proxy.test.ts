import assert from "node:assert/strict";
import { parseImageReference } from "../../../model/image/reference";
import { registryClient } from "../../../observe/registry/client";
import { ProxyServer } from "../../support/proxyServer";
import { RegistryServer } from "../../support/registryServer";

describe("a registry behind a proxy", () => {
    let server: RegistryServer;
    let proxy: ProxyServer;

    beforeEach(async () => {
        server = await RegistryServer.start();
        proxy = await ProxyServer.start(`http://${server.host}`);
    });
    afterEach(async () => {
        await proxy.stop();
        await server.stop();
    });

    async function digest(registry: string): Promise<string> {
        const client = await registryClient({ plainHttp: true, timeoutMs: 5_000 });
        return client.digest(parseImageReference(`${registry}/shop/api:1`));
    }

    it("is asked through it", async () => {
        const image = server.image({ layers: [Buffer.from("a")], tag: "1" });
        assert.equal(await digest("registry.test"), image.digest);
        assert.deepEqual([...new Set(proxy.seen)], ["CONNECT registry.test:80"]);
    });

    it("is asked directly where NO_PROXY says so, and on this machine", async () => {
        const image = server.image({ layers: [Buffer.from("a")], tag: "1" });
        assert.equal(await digest(server.host), image.digest);
        await assert.rejects(digest("direct.test"), { message: /^direct\.test cannot be reached: / });
        assert.deepEqual(proxy.seen, []);
    });

    it("is told with the proxy that refuses the way, and without its password", async () => {
        proxy.status = 407;
        await assert.rejects(digest("registry.test"), (error: Error) => {
            assert.ok(error.message.startsWith(`registry.test cannot be reached through the proxy ${proxy.host}: `));
            assert.match(error.message, /407/);
            return !error.message.includes("secret");
        });
    });
});
