import * as assert from "node:assert/strict";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import * as grpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { type RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { Provider } from "../../../../platform/providers/shared/provider";
import { service } from "../../../../platform/providers/shared/service";
import { fromWire, toWire } from "../../../../platform/providers/shared/wire";

const PROVIDER = { name: "acme", version: "1.2.3" } as Provider;
const REQUEST = new rpc.ConstructRequest()
    .setType("acme:index:Group")
    .setName("one")
    .setParent("urn:stack")
    .setInputs(toWire({ size: 2 }));

describe("a component of a provider", () => {
    const servers: Server[] = [];
    const clients: grpc.ResourceProviderClient[] = [];
    let registered: RegisterResourceRequest[] = [];

    beforeEach(() => {
        registered = [];
    });
    afterEach(() => {
        for (const client of clients.splice(0)) {
            client.close();
        }
        for (const server of servers.splice(0)) {
            server.forceShutdown();
        }
    });

    it("is registered, and its children below it, by the provider that the program gave", async () => {
        const construct: Provider["construct"] = async ({ inputs, register }) => {
            const first = await register({ type: "acme:index:Thing", name: "a", inputs, dependsOn: [] });
            await register({ type: "acme:index:Thing", name: "b", inputs: {}, dependsOn: [first] });
            return { made: 2 };
        };
        const response = await constructed({ ...PROVIDER, construct });
        const [group, first, second] = registered;
        assert.deepEqual(
            [group?.getType(), group?.getParent(), group?.getCustom()],
            ["acme:index:Group", "urn:stack", false],
        );
        assert.deepEqual([first?.getParent(), first?.getCustom()], ["urn:one", true]);
        assert.deepEqual([first?.getProvider(), first?.getVersion()], ["urn:provider::id", "1.2.3"]);
        assert.deepEqual(fromWire(first?.getObject()), { size: 2 });
        assert.deepEqual(second?.getDependenciesList(), ["urn:a"]);
        assert.equal(response.getUrn(), "urn:one");
        assert.deepEqual(fromWire(response.getState()), { made: 2 });
    });

    it("is refused by a provider that has none", async () => {
        await assert.rejects(constructed(PROVIDER), /acme has no component acme:index:Group/);
        assert.deepEqual(registered, []);
    });

    /** One call, with a monitor that knows a resource by its name. */
    async function constructed(provider: Provider): Promise<rpc.ConstructResponse> {
        const monitor = await listening((server) =>
            server.addService(ResourceMonitorService, {
                registerResource: ({ request }: { request: RegisterResourceRequest }, done: Answer) => {
                    registered.push(request);
                    done(null, new RegisterResourceResponse().setUrn(`urn:${request.getName()}`));
                },
            }),
        );
        const address = await listening((server) =>
            server.addService(
                grpc.ResourceProviderService,
                service(provider, () => () => {}),
            ),
        );
        const request = REQUEST.clone() as rpc.ConstructRequest;
        request.setMonitorendpoint(monitor).getProvidersMap().set("acme", "urn:provider::id");
        const client = new grpc.ResourceProviderClient(address, credentials.createInsecure());
        clients.push(client);
        return new Promise((resolve, reject) => {
            client.construct(request, (error, response) => (error ? reject(error) : resolve(response)));
        });
    }

    function listening(prepare: (server: Server) => void): Promise<string> {
        const server = new Server();
        servers.push(server);
        prepare(server);
        return new Promise((resolve, reject) => {
            server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
                error ? reject(error) : resolve(`127.0.0.1:${port}`),
            );
        });
    }
});

type Answer = (error: null, response: RegisterResourceResponse) => void;
