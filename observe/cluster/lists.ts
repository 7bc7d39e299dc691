/** All that a list holds, for what is few. */
export async function collected<T>(list: AsyncIterable<T>): Promise<T[]> {
    const items: T[] = [];
    for await (const item of list) {
        items.push(item);
    }
    return items;
}
