/** A process of the platform. */
export interface Service {
    /** Path in .local/bin. */
    readonly program: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
}
