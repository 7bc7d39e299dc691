// Which kill comes when: everything about it follows from the seed and its number, so any of them can be repeated alone.
import { createHash } from "node:crypto";

export const VICTIMS = ["up", "kube-apiserver", "containerd", "registry", "kubelet", "rival"] as const;

/** What is killed; `rival` kills nothing, but starts a second update of the same stack. */
export type Victim = (typeof VICTIMS)[number];

export interface Kill {
    readonly number: number;
    readonly victim: Victim;
    /** From the start of the update to the kill. */
    readonly afterMs: number;
    /** From the kill until what was killed is started again. */
    readonly downMs: number;
    /** Of the registry during the update, in bytes a second: the pull is as often hit as the migration. */
    readonly rate: number;
}

/** An update with a fresh image takes about as long. */
const UPDATE_MS = 20_000;

export function killOf(seed: string, number: number): Kill {
    const [victim = 0, after = 0, down = 0, rate = 0] = fractions(`${seed}/${number}`);
    return {
        number,
        // Half of all: it is what happens to people.
        victim: victim < 0.5 ? "up" : (VICTIMS[1 + Math.floor((victim - 0.5) * 2 * (VICTIMS.length - 1))] ?? "up"),
        afterMs: Math.round(after * UPDATE_MS),
        downMs: Math.round(500 + down * 4_500),
        rate: Math.round(2_000_000 * 10 ** rate),
    };
}

/** Numbers from 0 to less than 1. */
function fractions(text: string): number[] {
    const digest = createHash("sha256").update(text).digest();
    return [0, 4, 8, 12].map((offset) => digest.readUInt32BE(offset) / 2 ** 32);
}
