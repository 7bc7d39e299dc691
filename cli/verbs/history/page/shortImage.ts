/** A reference for a heading: of a digest the first 12 digits tell it apart; the whole one stands in the title. */
export function shortImage(image: string): string {
    return image.replace(/@(sha\d+:[0-9a-f]{12})[0-9a-f]+$/, "@$1…");
}
