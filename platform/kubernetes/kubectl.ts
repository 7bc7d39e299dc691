/** Runs the platform's own kubectl, for what a user would run as well. */
import * as path from "node:path";
import { run } from "../machine/command";
import { BIN, KUBECONFIG } from "../paths";

export function kubectl(args: readonly string[], input?: string): Promise<string> {
    return run(path.join(BIN, "kubectl"), ["--kubeconfig", KUBECONFIG, ...args], { input });
}

export function apply(objects: readonly object[]): Promise<string> {
    const list = { apiVersion: "v1", kind: "List", items: objects };
    return kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], JSON.stringify(list));
}
