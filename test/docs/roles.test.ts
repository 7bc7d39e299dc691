// The table of roles in docs/first-deployment.md: enough for every resource of a stack with everything, and nothing superfluous.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readFixture } from "../resources/fixture";
import { allows, type Need, needsOf, ROLES } from "./rolesOfAzure";

interface Row {
    readonly role: string;
    readonly place: string;
}

/** The rows of roles of Azure Resource Manager; others are for Kubernetes, and for Pulumi's state. */
function documented(): Row[] {
    const document = readFileSync(join(__dirname, "../../docs/first-deployment.md"), "utf8");
    const table = document.slice(
        document.indexOf("| role | scope | for |"),
        document.indexOf("For whoever pushes images"),
    );
    const rows = table.split("\n").flatMap((line) => {
        const [, words = "", place = ""] =
            line.split(" | ").length === 3 ? (line.match(/^\| (.+?) \| (.+?) \|/) ?? []) : [];
        const role = Object.keys(ROLES).findLast((name) => words.startsWith(name) || words.includes(`\`${name}\``));
        return role === undefined
            ? []
            : [{ role, place: place === "the same" ? "the resource group of the registry" : place }];
    });
    return rows;
}

function missing(rows: readonly Row[], needs: readonly Need[]): string[] {
    return needs
        .filter(
            ({ action, place }) =>
                !rows.some((row) => row.place === place && allows(ROLES[row.role] ?? { actions: [] }, action)),
        )
        .map(({ action, place }) => `${action} on ${place}`);
}

describe("the roles for whoever runs `pulumi up`", () => {
    const tokens = Object.keys(readFixture("full")).flatMap(
        (urn) => /(azure-native:\w+:\w+)::/.exec(urn)?.slice(1) ?? [],
    );
    const needs = needsOf(tokens);

    it("let them create everything that a stack may have, and what each is linked to", () => {
        assert.ok(needs.length > 15);
        assert.deepEqual(missing(documented(), needs), []);
    });

    it("are each needed, but for Reader, whose look-ups the role on the cluster allows as well", () => {
        const rows = documented();
        const superfluous = rows.filter(
            (row) =>
                missing(
                    rows.filter((other) => other !== row),
                    needs,
                ).length === 0,
        );
        assert.deepEqual(
            superfluous.map(({ role }) => role),
            ["Reader"],
        );
    });
});
