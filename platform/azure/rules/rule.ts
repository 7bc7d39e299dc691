// What one resource type does with a request, besides what Resource Manager does for all of them. Codes and texts are Azure's
// own where they are on record; the others only say the same in its manner, so match no product code on them.
import type { Snapshot } from "../operation";
import type { ArmResource, World } from "../world";

/** A request to create or replace a resource. */
export interface Put {
    readonly world: World;
    /** As asked for; a rule fills in the service's defaults. */
    readonly resource: ArmResource;
    /** What has the same id already. */
    readonly existing: ArmResource | undefined;
    /** Host and port under which registries answer on this machine. */
    readonly loginServer: string;
    readonly now: Date;
}

export interface Rule {
    /** How long an operation takes by default, in seconds; 0 means that it is over when it is accepted. */
    readonly seconds?: number;
    /** Throws an ArmError when the service refuses the request. Returns what the operation works with. */
    accept?(put: Put): Snapshot | undefined;
    /** Ends the operation: what the service computes. A throw rolls a creation back. */
    complete?(world: World, resource: ArmResource, snapshot: Snapshot): void;
    /** Throws an ArmError when it cannot be deleted, or clears up elsewhere. */
    remove?(world: World, resource: ArmResource): void;
}
