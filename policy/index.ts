// The policy pack: the folder that `--policy-pack` names.
import { dirname } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { imageDeliveryPolicies } from "./policies";

// PolicyPack takes no version: it reads package.json in the working directory, which the engine sets to this folder. One here
// would be a second version to keep, so the package's own is read. Nothing else in this process asks for the folder.
process.chdir(dirname(require.resolve("aks-image-delivery/package.json")));

new PolicyPack("aks-image-delivery", { policies: imageDeliveryPolicies });
