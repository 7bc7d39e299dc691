// Installs the Azure stand-in as a plugin of the embedded engine. It never gives way to a real azure-native that the
// machine may have: a test must not reach Azure. Install it into a home of the test's own, not into the platform's.
import * as fs from "node:fs";
import * as path from "node:path";
import { version } from "@pulumi/azure-native/package.json";
import { REPOSITORY } from "../paths";

/** @param home The PULUMI_HOME of the engine that runs the stack. */
export function installAzure(home: string): void {
    const folder = path.join(home, "plugins", `resource-azure-native-v${version}`);
    fs.mkdirSync(folder, { recursive: true });
    const [loader, main] = ["scripts/typescript.cjs", "platform/azure/main.ts"].map((file) =>
        path.join(REPOSITORY, file),
    );
    const script = `#!/bin/sh\nexec "${process.execPath}" -r "${loader}" "${main}" "$@"\n`;
    fs.writeFileSync(path.join(folder, "pulumi-resource-azure-native"), script, { mode: 0o755 });
}
