/** Platforms as text: `linux/amd64` or `linux/arm64/v8`. */

/** `os/architecture[/variant]`; arm64 without a variant is v8, as containerd reads it. */
export function platformText(given: { os: string; architecture: string; variant?: string | null }): string {
    const variant = given.variant || (given.architecture === "arm64" ? "v8" : "");
    return [given.os, given.architecture, ...(variant ? [variant] : [])].join("/");
}

/** True when an image for `have` serves a request for `wanted`, which may leave the variant out. */
export function platformMatches(have: string, wanted: string): boolean {
    const [os, architecture, variant] = wanted.split("/");
    const [haveOs, haveArchitecture, haveVariant] = have.split("/");
    return os === haveOs && architecture === haveArchitecture && (variant === undefined || variant === haveVariant);
}
