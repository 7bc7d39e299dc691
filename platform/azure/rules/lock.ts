// Management locks: what is under one cannot be deleted, or not even changed.
import { badRequest, conflict } from "../armError";
import { isWithin, parseResourceId } from "../resourceId";
import { ofType, type World } from "../world";
import type { Rule } from "./rule";

const LOCKS = "Microsoft.Authorization/locks";
const LEVELS = ["CanNotDelete", "ReadOnly"];

export const lockRule: Rule = {
    accept({ resource }) {
        const { level } = resource.properties;
        if (!LEVELS.includes(String(level))) {
            throw badRequest(
                "InvalidLockLevel",
                `The lock level '${level}' is invalid. Accepted are ${LEVELS.join(", ")}.`,
            );
        }
        return undefined;
    },
};

/** A lock holds for its scope and for everything beneath; locks themselves may come and go. */
export function checkLocks(world: World, id: string, operation: "write" | "delete"): void {
    if (parseResourceId(id).type.toLowerCase() === LOCKS.toLowerCase()) {
        return;
    }
    const holding = ofType(world, LOCKS).filter(
        ({ properties }) => operation === "delete" || properties.level === "ReadOnly",
    );
    // Deleting what holds a locked resource would delete that one with it.
    const lock = holding.find((each) => {
        const { scope } = parseResourceId(each.id);
        return isWithin(id, scope) || (operation === "delete" && isWithin(scope, id));
    });
    if (lock) {
        const { scope } = parseResourceId(lock.id);
        throw conflict(
            "ScopeLocked",
            `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
        );
    }
}
