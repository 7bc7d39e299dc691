// What can be saved in an image.

export interface ImageFinding {
    readonly kind: string;
    /** What is there that need not be, in one line. */
    readonly what: string;
    /** Layer or line of the Dockerfile. */
    readonly where: string;
    /** Compressed bytes that a node no longer downloads, about; 0 where only later builds or pulls get faster. */
    readonly savingBytes: number;
    /** What to do, as a line for the Dockerfile or the project file. */
    readonly advice: string;
}

/** Largest saving first; equal ones in the order of their text, so the output is the same every time. */
export function sorted(findings: readonly ImageFinding[]): ImageFinding[] {
    return [...findings].sort((a, b) => b.savingBytes - a.savingBytes || a.what.localeCompare(b.what));
}
