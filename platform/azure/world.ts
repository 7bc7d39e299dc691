// Everything that exists in the simulated Azure, in one JSON file: a refresh sees what somebody changed in it by hand.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { withFileLock } from "./fileLock";
import type { Operation } from "./operation";
import { isWithin, keyOf } from "./resourceId";
import type { Json } from "./wire/wire";

/** A resource as the service keeps it, in its wire form. */
export interface ArmResource extends Json {
    id: string;
    name: string;
    type: string;
    location?: string;
    properties: Json;
}

/** A user, group, service principal or managed identity of the directory. */
export interface Principal {
    readonly id: string;
    readonly type: "ServicePrincipal" | "User" | "Group";
}

export interface World {
    /** Where a provider works that is told of no other one. */
    readonly subscriptionId: string;
    /** Further subscriptions of the tenant. */
    readonly otherSubscriptions?: readonly string[];
    readonly tenantId: string;
    readonly principals: Principal[];
    /** Registry names that other subscriptions have taken: they are unique in all of Azure. */
    readonly takenRegistryNames: readonly string[];
    /** By lower-case id. */
    readonly resources: Record<string, ArmResource>;
    operations?: Operation[];
}

export class WorldFile {
    constructor(readonly path: string) {}

    read(): World {
        return JSON.parse(readFileSync(this.path, "utf8")) as World;
    }

    /** Reads, changes and writes under a lock: other providers and tests use the same file. Nothing is written on a throw. */
    change<Result>(alter: (world: World) => Result): Result {
        return withFileLock(`${this.path}.lock`, () => {
            const world = this.read();
            const result = alter(world);
            this.write(world);
            return result;
        });
    }

    write(world: World): void {
        const draft = `${this.path}.${process.pid}.new`;
        writeFileSync(draft, `${JSON.stringify(world, null, 2)}\n`);
        renameSync(draft, this.path);
    }
}

export function find(world: World, id: string): ArmResource | undefined {
    return world.resources[keyOf(id)];
}

export function store(world: World, resource: ArmResource): void {
    world.resources[keyOf(resource.id)] = resource;
}

export function discard(world: World, id: string): void {
    delete world.resources[keyOf(id)];
}

export function ofType(world: World, type: string): ArmResource[] {
    return Object.values(world.resources).filter((resource) => resource.type.toLowerCase() === type.toLowerCase());
}

/** What lies under a resource: children, and extensions such as its role assignments. */
export function beneath(world: World, id: string): ArmResource[] {
    return Object.values(world.resources).filter(
        (resource) => isWithin(resource.id, id) && keyOf(resource.id) !== keyOf(id),
    );
}

export function childrenOf(world: World, id: string, type: string): ArmResource[] {
    return beneath(world, id).filter((resource) => resource.type.toLowerCase() === type.toLowerCase());
}
