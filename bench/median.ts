// Figures from many runs: a median is not moved by the one run in which the machine did something else.

export async function secondsOf(run: () => Promise<unknown> | unknown): Promise<number> {
    const startedAt = performance.now();
    await run();
    return (performance.now() - startedAt) / 1_000;
}

/** The median of what `measure` returns each time. */
export async function medianOf(runs: number, measure: () => Promise<number>): Promise<number> {
    const figures: number[] = [];
    for (let count = 0; count < runs; count++) {
        figures.push(await measure());
    }
    return median(figures);
}

export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
