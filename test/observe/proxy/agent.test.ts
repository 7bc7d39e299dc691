import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Agent, request } from "undici";
import { proxyAgent } from "../../../observe/proxy/agent";
import { ProxyServer } from "../../support/proxyServer";

describe("an agent that looks at the proxy's variables", () => {
    let agent: Agent;
    let proxy: ProxyServer;
    let connections: number;
    const server = createServer((_request, response) => void response.end()).on("connection", () => {
        connections += 1;
    });

    beforeEach(async () => {
        connections = 0;
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        proxy = await ProxyServer.start(address());
    });
    afterEach(async () => {
        await agent.destroy();
        await proxy.stop();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    async function ask(url: string, times: number): Promise<void> {
        await Promise.all(
            Array.from({ length: times }, async () => {
                const { body } = await request(url, { dispatcher: agent });
                await body.dump();
            }),
        );
    }

    it("goes through the proxy", async () => {
        agent = await proxyAgent();
        await ask("http://shop.test", 1);
        assert.deepEqual(proxy.seen, ["CONNECT shop.test:80"]);
    });

    it("goes directly to this machine", async () => {
        agent = await proxyAgent();
        await ask(address(), 1);
        assert.deepEqual(proxy.seen, []);
    });

    for (const [way, url] of [
        ["directly", address],
        ["through the proxy", () => "http://shop.test"],
    ] as const) {
        it(`opens as many connections as it may, ${way}`, async () => {
            agent = await proxyAgent({ connections: 2 });
            await ask(url(), 5);
            assert.equal(connections, 2);
        });
    }
});
