/** Random numbers that are the same in every run: mulberry32, and a normal variable by Box and Muller's transform. */
export interface Random {
    /** Uniform from 0 to 1, without 1. */
    readonly uniform: () => number;
    /** Normal, with mean 0 and deviation 1. */
    readonly normal: () => number;
}

export function random(seed: number): Random {
    let state = seed | 0;
    const uniform = () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    return {
        uniform,
        normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    };
}
