// What a tool that waits for an image came to know, and when.

export interface Outcome {
    /** From the start of the pre-pull until the tool knew; where it never did, its limit. */
    readonly seconds: number;
    /** What it tells whoever waits. */
    readonly text: string;
    /** What it knew; `ranOut`: nothing when its time was up. */
    readonly state: "there" | "wrong" | "ranOut";
    /** When it said first, as a warning, what is wrong. */
    readonly warned?: number;
}

export interface Place {
    /** Of this way and this run alone. */
    readonly namespace: string;
    /** After so long the tool gives up, where it has no limit of its own. */
    readonly limitSeconds: number;
    /** Is told when the pre-pull starts. */
    readonly started: () => void;
}

/** A way to know that an image is on all nodes. */
export interface Way {
    readonly name: string;
    knows(image: string, place: Place): Promise<Outcome>;
}
