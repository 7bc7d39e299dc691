import * as assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import type * as grpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type CreateCall, InitFailed } from "../../../../platform/providers/shared/provider";
import { type Properties, Secret, UNKNOWN } from "../../../../platform/providers/shared/values";
import { fromWire, toWire } from "../../../../platform/providers/shared/wire";
import { ask, closeClient, withClient } from "../../../support/acmeProvider";

const SECRET_INPUTS = { size: 3, token: new Secret("x") };
const URN = "urn:pulumi:dev::project::acme:index:Parent$acme:index:Thing::my::thing";

function createRequest(timeout = 0, inputs: Properties = { size: 3, later: UNKNOWN }): rpc.CreateRequest {
    return new rpc.CreateRequest().setUrn(URN).setProperties(toWire(inputs)).setPreview(true).setTimeout(timeout);
}

/** What a failed create says of the object that exists. */
async function stateOfFailure(client: grpc.ResourceProviderClient, request: rpc.CreateRequest) {
    const error = await ask<rpc.CreateResponse>((done) => client.create(request, done)).catch(
        (caught: ServiceError) => caught,
    );
    const [report] = (error as ServiceError).metadata.get("grpc-status-details-bin");
    const [detail] = Status.deserializeBinary(report as Buffer).getDetailsList();
    const failed = rpc.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() as Uint8Array);
    const [outputs, inputs] = [failed.getProperties(), failed.getInputs()].map((struct) => struct?.toJavaScript());
    return { id: failed.getId(), reasons: failed.getReasonsList(), outputs, inputs };
}

describe("a provider behind the engine's protocol", () => {
    afterEach(closeClient);

    it("is told what the engine asks for, with unknowns, preview and timeout", async () => {
        const calls: CreateCall[] = [];
        const create = async (call: CreateCall) => {
            calls.push(call);
            return { id: "1", outputs: {} };
        };
        await withClient({ create }, async (client) => {
            await ask((done) => client.create(createRequest(90), done));
            await ask((done) => client.create(createRequest(), done));
        });
        const [first, second] = calls;
        assert.deepEqual(first?.inputs, { size: 3, later: UNKNOWN });
        assert.deepEqual([first?.preview, first?.timeoutSeconds, second?.timeoutSeconds], [true, 90, undefined]);
        assert.deepEqual([first?.type, first?.name], ["acme:index:Thing", "my::thing"]);
    });

    it("returns outputs with the secrets it made", async () => {
        const create = async () => ({ id: "7", outputs: { password: new Secret("x") } });
        await withClient({ create }, async (client) => {
            const response = await ask<rpc.CreateResponse>((done) => client.create(createRequest(), done));
            assert.equal(response.getId(), "7");
            assert.match(JSON.stringify(response.getProperties()?.toJavaScript()), /1b47061264138c4ac30d75fd1eb44270/);
        });
    });

    it("keeps secret inputs secret in its outputs", async () => {
        await withClient({}, async (client) => {
            const made = await ask<rpc.CreateResponse>((done) => client.create(createRequest(0, SECRET_INPUTS), done));
            assert.deepEqual(made.getProperties()?.toJavaScript(), toWire(SECRET_INPUTS).toJavaScript());
        });
    });

    it("keeps them secret in the state of an object that is not ready", async () => {
        const create = ({ inputs }: CreateCall) => Promise.reject(new InitFailed("9", inputs, ["not ready"], inputs));
        await withClient({ create }, async (client) => {
            const { outputs, inputs } = await stateOfFailure(client, createRequest(0, SECRET_INPUTS));
            assert.deepEqual([outputs, inputs], Array(2).fill(toWire(SECRET_INPUTS).toJavaScript()));
        });
    });

    it("says which changes replace, in detail and by top-level property", async () => {
        await withClient({}, async (client) => {
            const response = await ask<rpc.DiffResponse>((done) =>
                client.diff(new rpc.DiffRequest().setUrn(URN), done),
            );
            assert.equal(response.getChanges(), rpc.DiffResponse.DiffChanges.DIFF_SOME);
            assert.deepEqual([response.getReplacesList(), response.getDiffsList()], [["spec"], ["spec", "tags"]]);
            assert.equal(response.getDeletebeforereplace(), true);
            const detail = response.getDetaileddiffMap();
            assert.equal(detail.get("spec.size")?.getKind(), rpc.PropertyDiff.Kind.UPDATE_REPLACE);
            assert.equal(detail.get('tags["x"]')?.getKind(), rpc.PropertyDiff.Kind.ADD);
        });
    });

    it("says that nothing changed", async () => {
        await withClient({ diff: () => ({ changes: {} }) }, async (client) => {
            const response = await ask<rpc.DiffResponse>((done) =>
                client.diff(new rpc.DiffRequest().setUrn(URN), done),
            );
            assert.equal(response.getChanges(), rpc.DiffResponse.DiffChanges.DIFF_NONE);
        });
    });

    it("keeps the state of an object that exists but is not ready", async () => {
        const create = () => Promise.reject(new InitFailed("9", { status: "bad" }, ["not ready"], { size: 3 }));
        await withClient({ create }, async (client) => {
            assert.deepEqual(await stateOfFailure(client, createRequest()), {
                id: "9",
                reasons: ["not ready"],
                outputs: { status: "bad" },
                inputs: { size: 3 },
            });
        });
    });

    it("fails with the text of an error alone", async () => {
        await withClient({}, async (client) => {
            const request = new rpc.DeleteRequest().setUrn(URN).setId("1");
            await assert.rejects(
                ask((done) => client.delete(request, done)),
                { details: "it is in use" },
            );
        });
    });

    it("tells the engine that a resource is gone by an empty id", async () => {
        await withClient({}, async (client) => {
            const response = await ask<rpc.ReadResponse>((done) =>
                client.read(new rpc.ReadRequest().setUrn(URN).setId("1"), done),
            );
            assert.equal(response.getId(), "");
        });
    });

    it("knows a first check from a later one, and reports its failures", async () => {
        await withClient({}, async (client) => {
            const request = new rpc.CheckRequest().setUrn(URN).setNews(toWire({}));
            const first = await ask<rpc.CheckResponse>((done) => client.check(request, done));
            assert.deepEqual(fromWire(first.getInputs()), { first: true });
            assert.deepEqual(first.getFailuresList()[0]?.toObject(), { property: "a", reason: "b" });
            const later = await ask<rpc.CheckResponse>((done) => client.check(request.setOlds(toWire({})), done));
            assert.deepEqual(fromWire(later.getInputs()), { first: false });
        });
    });

    it("replaces everything when a named configuration property changes", async () => {
        await withClient({}, async (client) => {
            const request = new rpc.DiffRequest().setOldInputs(toWire({ account: "a", region: "x" }));
            const other = await ask<rpc.DiffResponse>((done) =>
                client.diffConfig(request.setNews(toWire({ account: "b", region: "y" })), done),
            );
            assert.deepEqual(other.getReplacesList(), ["account"]);
        });
    });

    it("aborts what is under way when the engine cancels", async () => {
        let begin = () => {};
        const begun = new Promise<void>((resolve) => {
            begin = resolve;
        });
        const create = ({ signal }: CreateCall) =>
            new Promise<never>((_, reject) => {
                signal.addEventListener("abort", () => reject(new Error("aborted")));
                begin();
            });
        await withClient({ create }, async (client) => {
            const creating = assert.rejects(
                ask((done) => client.create(createRequest(), done)),
                { details: "aborted" },
            );
            await begun;
            await ask((done) => client.cancel(new Empty(), done));
            await creating;
        });
    });

    it("writes into the engine's output after the handshake", async () => {
        const create = async (call: CreateCall) => {
            call.log("warning", "slow", { ephemeral: true });
            return { id: "1", outputs: {} };
        };
        await withClient({ create }, async (client, lines) => {
            await ask((done) =>
                client.handshake(new rpc.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1"), done),
            );
            await ask((done) => client.create(createRequest(), done));
            assert.deepEqual(lines, [{ severity: "warning", text: "slow", urn: URN, ephemeral: true }]);
        });
    });

    it("names a function that it does not have", async () => {
        await withClient({}, async (client) => {
            const request = new rpc.InvokeRequest().setTok("acme:index:get");
            await assert.rejects(
                ask((done) => client.invoke(request, done)),
                {
                    details: "acme has no function acme:index:get",
                },
            );
        });
    });
});
