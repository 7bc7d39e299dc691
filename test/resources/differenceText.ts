// The difference between a fixture and what the program asks for now, for whoever has to decide whether it was intended.
import { propertyChanges } from "../../model/plan/properties";
import type { Json } from "../../model/plan/resource";
import type { Fixture } from "./fixture";

/** Empty if nothing differs. */
export function differenceText(kept: Fixture, now: Fixture): string {
    const added = Object.keys(now).filter((urn) => !Object.hasOwn(kept, urn));
    const removed = Object.keys(kept).filter((urn) => !Object.hasOwn(now, urn));
    const changed = Object.keys(now).flatMap((urn) => {
        const lines = propertyLines(kept[urn], now[urn]);
        return Object.hasOwn(kept, urn) && lines.length > 0 ? [[urn, ...lines].join("\n        ")] : [];
    });
    return [
        ...section("added", "+", added),
        ...section("removed", "-", removed),
        ...section("changed", "~", changed),
    ].join("\n");
}

/** What to do next, printed below the differences. */
export const ACCEPT = `
If you did not intend this, it is a regression. If you did:
  - UPDATE_RESOURCES=1 npm run test:package -- --grep "desired resources" rewrites the fixtures;
  - each wanted difference is a line in CHANGELOG.md, and an alias where a resource would be replaced: one that is both
    added and removed above, under another name, parent or type, is deleted and created again in every stack.
`;

function section(title: string, mark: string, entries: readonly string[]): string[] {
    return entries.length === 0
        ? []
        : [`${title} (${entries.length}):`, ...entries.map((entry) => `  ${mark} ${entry}`)];
}

function propertyLines(kept: Json | undefined, now: Json | undefined): string[] {
    const shown = (value: Json | undefined) => (value === undefined ? "(none)" : JSON.stringify(value));
    return propertyChanges(kept, now).map(({ path, before, after }) => `${path}: ${shown(before)} -> ${shown(after)}`);
}
