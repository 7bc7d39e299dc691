/**
 * Every rule, for the pack of this package and for those of others.
 *
 * @module aks-image-delivery/policy
 */
import type { Policies } from "@pulumi/policy";
import { deadline } from "./rules/deadline";
import { declaredSize } from "./rules/declaredSize";
import { movingTag } from "./rules/movingTag";
import { prepullerPrivileges } from "./rules/prepullerPrivileges";
import { pullPolicy } from "./rules/pullPolicy";
import { pullRole } from "./rules/pullRole";
import { pulumiWait } from "./rules/pulumiWait";
import { registryClosed } from "./rules/registryClosed";
import { registryPremium } from "./rules/registryPremium";
import { registryRegions } from "./rules/registryRegions";

/**
 * The rules, in the order of docs/policy.md. `mandatory` is what makes a release fail or run the wrong code, `advisory` the
 * rest; the configuration of a pack changes both.
 */
export const imageDeliveryPolicies: Policies = [
    movingTag,
    deadline,
    pullPolicy,
    pulumiWait,
    declaredSize,
    prepullerPrivileges,
    registryPremium,
    registryClosed,
    registryRegions,
    pullRole,
];
