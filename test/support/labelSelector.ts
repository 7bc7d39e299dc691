// Label selectors as the API server reads them: `key=value` and `key in (a,b)`, with commas between.

const REQUIREMENT = /([^\s,=]+)(?:=([^,]*)| in \(([^)]*)\))/g;

export function matchesLabels(labels: Readonly<Record<string, string>> = {}, selector: string | null): boolean {
    return [...(selector ?? "").matchAll(REQUIREMENT)].every(([, key = "", value, values]) =>
        (values?.split(",") ?? [value]).includes(labels[key]),
    );
}
