// What a pull request is for the command, wherever it is.

/** A comment that this command wrote. */
export interface Comment {
    readonly id: string;
    readonly text: string;
}

export interface PullRequest {
    /** All comments, from the first. */
    comments(): Promise<Comment[]>;
    add(text: string): Promise<void>;
    change(id: string, text: string): Promise<void>;
}
