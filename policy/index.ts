// The policy pack: the folder that `--policy-pack` names.
import { dirname } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { imageDeliveryPolicies } from "./policies";

// PolicyPack reads its version from package.json in the working directory, which is this folder; it is the package's own.
process.chdir(dirname(require.resolve("aks-image-delivery/package.json")));

new PolicyPack("aks-image-delivery", { policies: imageDeliveryPolicies });
