/** Puts what has the same key together, groups and members in the order in which they come. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
    const groups = new Map<string, [T, ...T[]]>();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        group ? group.push(item) : groups.set(key, [item]);
    }
    return groups;
}
