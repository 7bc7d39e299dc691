// The Pulumi CLI that is installed on this machine: its home, plugins and login are the user's own.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { passphrase } from "../engine";

/** What `pulumi login --local` names: not a folder of this repository, which `npm stop` and `git clean` empty. */
const HOME_BACKEND = "file://~";

/** Variables for the Automation API. Where nobody has chosen a backend, the state lies in ~/.pulumi. */
export function installedEngineEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
    return {
        ...(hasBackend(env) ? {} : { PULUMI_BACKEND_URL: HOME_BACKEND }),
        ...passphrase(env),
        ...(env.KUBECONFIG ? { KUBECONFIG: absolute(env.KUBECONFIG) } : {}),
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}

function hasBackend(env: NodeJS.ProcessEnv): boolean {
    return Boolean(env.PULUMI_BACKEND_URL || env.PULUMI_ACCESS_TOKEN) || isLoggedIn(env);
}

function isLoggedIn(env: NodeJS.ProcessEnv): boolean {
    const home = env.PULUMI_CREDENTIALS_PATH ?? env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
    const file = path.join(home, "credentials.json");
    if (!fs.existsSync(file)) {
        return false;
    }
    try {
        return (JSON.parse(fs.readFileSync(file, "utf8")) as { current?: string }).current !== "";
    } catch {
        return true; // Only the CLI can read it.
    }
}

/** The engine and its plugins run in the folder of the stack. */
function absolute(kubeconfig: string): string {
    return kubeconfig
        .split(path.delimiter)
        .map((file) => file && path.resolve(file))
        .join(path.delimiter);
}
