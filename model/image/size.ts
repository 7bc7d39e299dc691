/**
 * The declared size of an image: the compressed size that a node downloads for its platform (manifest, config and layers).
 */

/** Kubernetes' own spellings (`Mi`, `M`) and docker's (`MiB`, `MB`). Case matters: `m` is a thousandth there, `Mb` a megabit. */
const UNITS: ReadonlyMap<string, number> = new Map([
    ["B", 1],
    ["KB", 1000],
    ...scale(1000, ["kB", "MB", "GB", "TB"]),
    ...scale(1000, ["k", "M", "G", "T"]),
    ...scale(1024, ["KiB", "MiB", "GiB", "TiB"]),
    ...scale(1024, ["Ki", "Mi", "Gi", "Ti"]),
]);

/** An amount and a unit. A sign is let through to be named as the fault; an exponent is how a large number is printed. */
const SIZE = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d+)?)\s*([A-Za-z]*)$/;

/** Above it a size is a typo: the largest images in use (models, Windows with tools) are under 100 GB. */
const MAX_BYTES = 1e12;

const ACCEPTED = "write it as 650MB, 1.2GB (units of 1000), 620MiB or 1Gi (units of 1024)";

function scale(base: number, names: readonly string[]): [string, number][] {
    return names.map((name, index) => [name, base ** (index + 1)]);
}

/**
 * Bytes of a size such as `650MB`, `1.2GB`, `620MiB` or `1Gi`. SI units are 1000, binary ones are 1024.
 *
 * @throws Error with the given text when it is zero, negative, not a number, over 1 TB, or has no unit or an unknown one.
 */
export function parseImageSize(text: string): number {
    const [, amount, unit = ""] = SIZE.exec(String(text).trim()) ?? [];
    const factor = UNITS.get(unit) ?? 0;
    // A fraction of a unit is rarely a whole number of bytes.
    const bytes = Math.round(Number(amount) * factor);
    const fault = amount === undefined ? "is not a size" : (unitFault(unit) ?? sizeFault(bytes));
    if (fault !== undefined) {
        throw new Error(`image size ${JSON.stringify(String(text))} ${fault}; ${ACCEPTED}`);
    }
    return bytes;
}

/** A number alone is a forgotten unit: read as bytes it would be an image smaller than its own manifest. */
function unitFault(unit: string): string | undefined {
    if (unit === "") {
        return "has no unit";
    }
    return UNITS.has(unit) ? undefined : `has an unknown unit, ${unit}`;
}

/** What is wrong with a number of bytes as the size of an image, as the end of a sentence. */
export function sizeFault(bytes: number): string | undefined {
    if (!Number.isFinite(bytes)) {
        return "is not a size";
    }
    if (bytes <= 0) {
        return "is not more than zero";
    }
    if (!Number.isInteger(bytes)) {
        return "is not a whole number of bytes";
    }
    return bytes > MAX_BYTES ? "is more than 1 TB" : undefined;
}

/** A size for people, such as `650 MB` or `1.2 GB`: SI, one decimal below 100 of the unit. */
export function formatImageSize(bytes: number): string {
    if (bytes < 1000) {
        return `${bytes} B`;
    }
    const thousands = ["kB", "MB", "GB", "TB"];
    const values = thousands.map((unit, index) => ({ unit, value: rounded(bytes / 1000 ** (index + 1)) }));
    const shown = values.find(({ value }) => value < 1000) ?? values.at(-1);
    return `${shown?.value} ${shown?.unit}`;
}

function rounded(value: number): number {
    return Number(value.toFixed(value < 100 ? 1 : 0));
}
