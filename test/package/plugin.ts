// The component package as other languages get it: the plugin of a release, made from the packed file, in a folder of its own.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { run } from "../../platform/machine/command";
import { REPOSITORY } from "../../platform/paths";
import { packInto } from "./packed";

const { version } = require("../../package.json") as { version: string };

const ARCHIVE = `pulumi-resource-aks-image-delivery-v${version}-linux-amd64.tar.gz`;

/**
 * Unpacks it into an empty folder, and installs what it needs, as the engine has its language host do.
 *
 * @param packages Those that have to be of one version, such as `@pulumi/kubernetes@4.34.2`.
 */
export async function unpackPlugin(folder: string, packages: readonly string[] = []): Promise<void> {
    const packed = fs.mkdtempSync(path.join(folder, "packed-"));
    const script = path.join(REPOSITORY, "scripts/release.cjs");
    execFileSync(process.execPath, [script, "plugins", await packInto(packed), packed], { stdio: "ignore" });
    await run("tar", ["-xzf", path.join(packed, ARCHIVE), "-C", folder]);
    fs.rmSync(packed, { recursive: true });
    const options = ["--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"];
    await run("npm", ["install", ...options, ...packages], { cwd: folder });
}

/** The words that start the plugin of a folder, as Pulumi's language host for Node.js does. */
export function pluginCommand(folder: string): [string, ...string[]] {
    return [process.execPath, path.join(folder, "node_modules/@pulumi/pulumi/cmd/run-plugin"), folder];
}

/** The schema that the plugin of a folder serves, as JSON. */
export async function pluginSchema(folder: string): Promise<string> {
    const [program, ...words] = pluginCommand(folder);
    const plugin = spawn(program, words, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    try {
        const [port] = (await once(plugin.stdout, "data")) as [Buffer];
        return await servedSchema(`127.0.0.1:${port.toString().trim()}`);
    } finally {
        plugin.kill();
    }
}

async function servedSchema(address: string): Promise<string> {
    const client = new ResourceProviderClient(address, credentials.createInsecure());
    try {
        return await new Promise((resolve, reject) => {
            client.getSchema(new GetSchemaRequest(), (error, response) =>
                error === null ? resolve(response.getSchema()) : reject(error),
            );
        });
    } finally {
        client.close();
    }
}
