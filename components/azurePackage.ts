/** Azure's SDK weighs 136 MB, which a rollout on any cluster does without: whoever uses the Azure half installs it. */
import * as pulumi from "@pulumi/pulumi";

const SDK = "@pulumi/azure-native";

try {
    require.resolve(`${SDK}/package.json`);
} catch {
    const { peerDependencies } = require("aks-image-delivery/package.json") as {
        peerDependencies: Record<string, string>;
    };
    throw new pulumi.RunError(
        `the Azure half of aks-image-delivery needs ${SDK}, which is not installed: npm install ${SDK}@${peerDependencies[SDK]}`,
    );
}
