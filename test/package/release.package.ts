// A dry run of a release: the plugin that other languages install, from the packed file, in a folder of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { run } from "../../platform/machine/command";
import { REPOSITORY } from "../../platform/paths";
import { packInto } from "./packed";

const { version } = require("../../package.json") as { version: string };

describe("the plugin of the component package", () => {
    const folder = mkdtempSync(join(tmpdir(), "plugin-"));
    after(() => rmSync(folder, { recursive: true }));

    before(async () => {
        const tarball = await packInto(mkdtempSync(join(folder, "packed-")));
        const script = join(REPOSITORY, "scripts/release.cjs");
        const files = (await run(process.execPath, [script, "plugins", tarball, folder])).trim().split("\n");
        const plugin = files.find((file) =>
            file.endsWith(`pulumi-resource-aks-image-delivery-v${version}-linux-amd64.tar.gz`),
        );
        assert.ok(plugin);
        await run("tar", ["-xzf", plugin, "-C", folder]);
        // What the engine asks the language host for after it has unpacked a plugin with a PulumiPlugin.yaml.
        const options = ["--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"];
        await run("npm", ["install", ...options], { cwd: folder });
    });

    it("serves the schema of every component, and has Azure's SDK", async () => {
        const host = join(folder, "node_modules/@pulumi/pulumi/cmd/run-plugin");
        const plugin = spawn(process.execPath, [host, folder], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
        try {
            const [port] = (await once(plugin.stdout, "data")) as [Buffer];
            const schema = await schemaOf(`127.0.0.1:${port.toString().trim()}`);
            assert.equal(schema.version, version);
            assert.ok("aks-image-delivery:index:AksRegistry" in schema.resources);
            assert.ok("aks-image-delivery:index:ImageRollout" in schema.resources);
        } finally {
            plugin.kill();
        }
        await run(process.execPath, ["-e", 'require("aks-image-delivery/azure")'], { cwd: folder });
    });
});

async function schemaOf(address: string): Promise<{ version: string; resources: Record<string, unknown> }> {
    const client = new ResourceProviderClient(address, credentials.createInsecure());
    const text = await new Promise<string>((resolve, reject) => {
        client.getSchema(new GetSchemaRequest(), (error, response) =>
            error === null ? resolve(response.getSchema()) : reject(error),
        );
    });
    client.close();
    return JSON.parse(text);
}
