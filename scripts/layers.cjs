// The layers of the product: what the files of each top folder may import, as the table in CONTRIBUTING.md says.
const fs = require("node:fs");
const path = require("node:path");

const TABLE = path.join(__dirname, "../CONTRIBUTING.md");
const HEAD = "| folder | job | may import |";

/** The top folders (and index.ts), each with those that it may import. */
function layers(text = fs.readFileSync(TABLE, "utf8")) {
    const rows = tableRows(text).map(([folders, , imports]) => [names(folders), names(imports)]);
    return Object.fromEntries(rows.flatMap(([folders, imports]) => folders.map((folder) => [folder, imports])));
}

function tableRows(text) {
    const [, after] = text.split(`${HEAD}\n`);
    if (after === undefined) {
        throw new Error(`CONTRIBUTING.md has no table "${HEAD}", from which the linter takes what may import what`);
    }
    const lines = after.split("\n");
    const end = lines.findIndex((line) => !line.startsWith("|"));
    return lines.slice(1, end).map((line) => line.split("|").slice(1, -1));
}

/** Only words such as `model/` and `index.ts` name what is imported; the rest of a cell explains. */
function names(cell) {
    return [...cell.matchAll(/`([\w.-]+?)\/?`/g)].map(([, name]) => name);
}

module.exports = { layers };
