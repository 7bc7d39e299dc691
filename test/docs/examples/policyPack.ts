// A block of docs/policy.md, kept here so that the compiler sees it.
import { PolicyPack } from "@pulumi/policy";
import { imageDeliveryPolicies } from "../../../policy/policies";

new PolicyPack(
    "team",
    { policies: [...imageDeliveryPolicies] },
    {
        "declared-size": "mandatory",
        "registry-closed": "disabled",
        "registry-regions": { enforcementLevel: "mandatory", regions: ["westeurope", "northeurope"] },
    },
);
