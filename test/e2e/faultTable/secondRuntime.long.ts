// Faults of proxies, registries and a node's disk, made for real by a containerd of its own: its words are what `status` is given.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { statusReport } from "../../../model/pods/status";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { run } from "../../../platform/machine/command";
import { pullCase } from "../../support/diagnosisCases/case";
import { factsOf } from "../../support/diagnosisCases/cluster";
import { digestOf, MANIFEST, RegistryServer } from "../../support/registryServer";
import { CLOUD_ANSWERS } from "./cloudRegistries";
import { type SecondRuntime, startRuntime } from "./secondRuntime";
import { httpServer, socketServer } from "./servers";

/** Not an address of this machine, since nobody asks a proxy for those. */
const ELSEWHERE = "registry.example/app:1.0.0";

function causesOf(image: string, error: string): (string | undefined)[] {
    const { pods, events, nodes } = factsOf(pullCase("", error, {}, { image }));
    const byName = new Map(nodes.map((node) => [node.name, node]));
    const view = { pods, events: eventsByObject(events), nodes: byName, sizes: new Map(), now: Date.now() };
    return statusReport(view, pods.length).faults.map(({ cause }) => cause);
}

async function throughProxy(proxy: string): Promise<string> {
    const runtime = await startRuntime({ size: "16m", env: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: "" } });
    return runtime.pullError(ELSEWHERE).finally(() => runtime.end());
}

describe("the cause of a pull by a runtime", () => {
    it("is the proxy where none listens", async () => {
        const error = await throughProxy("http://127.0.0.1:9");
        assert.deepEqual(causesOf(ELSEWHERE, error), ["proxy"], error);
    });

    for (const refusal of ["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"]) {
        it(`is the proxy where it refuses the connection with ${refusal}`, async () => {
            const answer = (socket: Socket) => socket.once("data", () => socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`));
            const proxy = await socketServer(answer, "127.0.0.1");
            const error = await throughProxy(`http://${proxy.address}`).finally(() => proxy.end());
            assert.deepEqual(causesOf(ELSEWHERE, error), ["proxy"], error);
        });
    }

    describe("from a registry that answers as", () => {
        let runtime: SecondRuntime;

        before(async () => {
            runtime = await startRuntime({ size: "16m" });
        });
        after(() => runtime.end());

        for (const { title, answer, cause, user } of CLOUD_ANSWERS) {
            it(`${title}, is ${cause}`, async () => {
                const registry = await httpServer(answer);
                const image = `${registry.address}/app:1.0.0`;
                const error = await runtime.pullError(image, user && "app:wrong").finally(() => registry.end());
                assert.deepEqual(causesOf(image, error), [cause], error);
            });
        }
    });

    describe("from a registry that is well", () => {
        let registry: RegistryServer;
        let image: string;

        before(async () => {
            registry = await RegistryServer.start();
            image = await pushed(registry);
        });
        after(() => registry.stop());

        it("is the disk where it has no room to download", async () => {
            const runtime = await startRuntime({ size: "6m" });
            const error = await runtime.pullError(image).finally(() => runtime.end());
            assert.match(error, /no space left on device/);
            assert.deepEqual(causesOf(image, error), ["diskFull"], error);
        });

        it("is the disk where it has no room to unpack", async () => {
            const runtime = await startRuntime({ size: "12m" });
            const error = await runtime.pullError(image).finally(() => runtime.end());
            assert.match(error, /failed to extract layer/);
            assert.deepEqual(causesOf(image, error), ["diskFull"], error);
        });

        it("is the node's store where it may not unpack", async () => {
            const runtime = await startRuntime({ size: "64m" });
            const snapshots = `${runtime.root}/io.containerd.snapshotter.v1.overlayfs/snapshots`;
            await run("mount", ["--bind", snapshots, snapshots]);
            await run("mount", ["-o", "remount,bind,ro", snapshots]);
            const error = await runtime.pullError(image).finally(async () => {
                await run("umount", ["--lazy", snapshots]);
                await runtime.end();
            });
            assert.deepEqual(causesOf(image, error), ["nodeStore"], error);
        });

        it("is none where there is room", async () => {
            const runtime = await startRuntime({ size: "64m" });
            assert.equal(await runtime.pullError(image).finally(() => runtime.end()), "");
        });
    });
});

/** An image of one layer with 8 MB that do not compress. */
async function pushed(registry: RegistryServer): Promise<string> {
    const archive = pack();
    archive.entry({ name: "data" }, randomBytes(8_000_000));
    archive.finalize();
    const layer = await buffer(archive);
    const rootfs = { type: "layers", diff_ids: [digestOf(layer)] };
    const architecture = process.arch === "x64" ? "amd64" : process.arch;
    const config = Buffer.from(JSON.stringify({ os: "linux", architecture, config: {}, rootfs }));
    const manifest = {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: registry.blob(config, "application/vnd.oci.image.config.v1+json"),
        layers: [registry.blob(gzipSync(layer), "application/vnd.oci.image.layer.v1.tar+gzip")],
    };
    registry.manifest(manifest, MANIFEST, "1.0.0");
    return `${registry.host}/app:1.0.0`;
}
