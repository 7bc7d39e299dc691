// Starts the Azure stand-in as the plugin resource-azure-native of the Pulumi engine.
import { version } from "@pulumi/azure-native/package.json";
import { serveProvider } from "../providers/shared/server";
import { ResourceManager } from "./arm";
import { Faults } from "./faults";
import { azureProvider } from "./provider/provider";
import { WorldFile } from "./world";

const { AZURE_STATE_FILE, AZURE_FAULTS_FILE, AZURE_LOGIN_SERVER, AZURE_KUBECONFIG } = process.env;
if (!AZURE_STATE_FILE) {
    process.stderr.write(
        "AZURE_STATE_FILE must name the file that holds the simulated Azure; platform/azure/seed.ts writes one\n",
    );
    process.exit(1);
}
const world = new WorldFile(AZURE_STATE_FILE);
const arm = new ResourceManager({ world, faults: new Faults(AZURE_FAULTS_FILE), loginServer: AZURE_LOGIN_SERVER });
void serveProvider(azureProvider({ version, arm, world, kubeconfig: AZURE_KUBECONFIG }));
