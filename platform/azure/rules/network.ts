// Virtual networks and their subnets, which others create; here they only refuse to go while they are in use.
import { badRequest } from "../armError";
import { isWithin } from "../resourceId";
import { beneath, discard, ofType } from "../world";
import { ENDPOINTS, subnetOf } from "./endpointRecords";
import type { Rule } from "./rule";

export const networkRule: Rule = {
    remove(world, resource) {
        const user = ofType(world, ENDPOINTS).find((endpoint) => isWithin(subnetOf(endpoint), resource.id));
        if (user) {
            throw badRequest(
                "InUseSubnetCannotBeDeleted",
                `Subnet ${subnetOf(user)} is in use by ${user.id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.`,
            );
        }
        for (const subnet of beneath(world, resource.id)) {
            discard(world, subnet.id);
        }
    },
};
