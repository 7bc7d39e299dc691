// Text from a cluster as HTML.

const ENTITIES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/** A template whose values are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
    return parts.reduce((text, part, index) => text + escaped(String(values[index - 1])) + part);
}

function escaped(text: string): string {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
