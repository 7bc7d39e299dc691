// The Python SDK that `pulumi package add` makes from the package's schema, by the same generator: the embedded engine has no
// language plugin to ask.
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../../platform/machine/command";
import { BIN } from "../../../../platform/paths";
import { ensureGenerator } from "./generator";

/** Writes it into the folder, from which a Python program imports it. */
export async function writePythonSdk(schema: string, folder: string): Promise<void> {
    await ensureGenerator();
    fs.rmSync(folder, { recursive: true, force: true });
    await run(path.join(BIN, "generate"), ["python", schema, folder]);
    // The SDK reads its own version, which is that of the plugin it asks for, from what an installation writes.
    const { version } = require("aks-image-delivery/package.json") as { version: string };
    const installed = path.join(folder, `pulumi_aks_image_delivery-${version}.dist-info`);
    fs.mkdirSync(installed);
    const metadata = ["Metadata-Version: 2.1", "Name: pulumi_aks_image_delivery", `Version: ${version}`, ""];
    fs.writeFileSync(path.join(installed, "METADATA"), metadata.join("\n"));
}
