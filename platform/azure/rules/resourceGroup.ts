// Resource groups: deleting one deletes everything in it.
import { beneath, discard } from "../world";
import type { Rule } from "./rule";

export const resourceGroupRule: Rule = {
    remove(world, group) {
        for (const resource of beneath(world, group.id)) {
            discard(world, resource.id);
        }
    },
};
