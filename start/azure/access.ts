// Whether this machine can reach the real Azure. Where it cannot, what deploys to Azure is simulated.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { hasRealProvider } from "../../platform/providers/install";

const SIGN_INS = ["ARM_CLIENT_ID", "ARM_USE_MSI", "ARM_USE_OIDC", "ARM_ACCESS_TOKEN"];

/** What is missing for the real Azure; nothing where it is to be used. */
export function missingForAzure(env: NodeJS.ProcessEnv = process.env): string[] {
    const profile = path.join(env.AZURE_CONFIG_DIR ?? path.join(os.homedir(), ".azure"), "azureProfile.json");
    const signedIn = SIGN_INS.some((name) => env[name]) || fs.existsSync(profile);
    return [
        ...(hasRealProvider("azure-native") ? [] : ["the Pulumi plugin azure-native"]),
        ...(signedIn ? [] : ["a sign-in (`az login`, or ARM_CLIENT_ID and its secret)"]),
        // The state of real resources does not belong into a folder that `git clean` empties.
        ...(env.PULUMI_BACKEND_URL ? [] : ["a place for the stack's state (PULUMI_BACKEND_URL)"]),
    ];
}
