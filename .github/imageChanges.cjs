// `node .github/imageChanges.cjs STACK REVISION`: a line "NEW OLD" for each image of the stack that is another one than in the revision.
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { parse } = require("yaml");

const [, , stack, revision] = process.argv;
const file = `Pulumi.${stack}.yaml`;

function imagesOf(text) {
    const { images = [] } = parse(text).config?.["aks-image-delivery:rollout"] ?? {};
    return new Map(images.map(({ name, image }) => [name, image]));
}

function textAt(commit) {
    try {
        return execFileSync("git", ["show", `${commit}:${file}`], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        });
    } catch {
        return "config: {}"; // A stack that is new in this change.
    }
}

const before = imagesOf(textAt(revision));
for (const [name, image] of imagesOf(readFileSync(file, "utf8"))) {
    const old = before.get(name);
    if (old !== undefined && old !== image) {
        console.log(`${image} ${old}`);
    }
}
