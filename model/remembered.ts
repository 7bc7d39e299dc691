/** `compute` with a memory of at most `most` results, for questions that come up again and again. */
export function remembered<Args extends readonly (string | undefined)[], Result>(
    most: number,
    compute: (...args: Args) => Result,
): (...args: Args) => Result {
    const results = new Map<string, Result>();
    return (...args) => {
        const key = JSON.stringify(args);
        if (!results.has(key)) {
            if (results.size >= most) {
                results.clear();
            }
            results.set(key, compute(...args));
        }
        return results.get(key) as Result;
    };
}
