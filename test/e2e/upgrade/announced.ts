// What an upgrade may change: the properties that CHANGELOG.md announces, each in place.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../platform/paths";

/** The properties, with the words of CHANGELOG.md that announce them. */
const ANNOUNCED: Readonly<Record<string, string>> = {
    'metadata.annotations["aks-image-delivery/owner"]': "Objects carry the stack that created them",
    "spec.template.spec.tolerations": "The DaemonSet of `ImagePrepull` tolerates the start-up taint of new nodes",
    "rules[].expression": "`SlowImagePull` sees the first pull of a series",
    "criteria.allOf[].query": "the query on failed pulls of the cluster's events",
};

/** Fails unless each of the lines of `changes` is an update in place of properties that are announced. */
export function assertAnnounced(lines: readonly string[]): void {
    const changelog = readFileSync(join(REPOSITORY, "CHANGELOG.md"), "utf8");
    const known = Object.keys(ANNOUNCED).filter((property) => changelog.includes(ANNOUNCED[property] as string));
    const others = lines.filter((line) => {
        const [what = "", properties = ""] = line.split(": ");
        const isAnnounced = (property: string) => known.includes(property.replace(/\[\d+\]/g, "[]"));
        return !what.startsWith("update ") || !properties.split(", ").every(isAnnounced);
    });
    assert.deepEqual(others, []);
}
