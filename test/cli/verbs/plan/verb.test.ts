// `image-delivery plan`: what it prints, and the faults of what is given.
import assert from "node:assert/strict";
import { folderFor, PROJECT, PULUMI } from "../../../support/projects";
import { runHere } from "../../../support/runHere";

const PROGRAM = `${PULUMI}
class Any extends pulumi.CustomResource {}
new Any("any:index:Any", "app", { color: "red" });
pulumi.warn("careful");
`;

const FILES = { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "index.js": PROGRAM };

describe("image-delivery plan", () => {
    it("prints the resources, and apart from them what the program warns of", async () => {
        const { code, stdout, stderr } = await runHere(["plan", "--stack", "dev", "--dir", folderFor(FILES)]);
        assert.deepEqual([code, stderr], [0, "warning: careful\n"]);
        assert.match(
            stdout,
            /^### Plan of stack <code>dev<.*\n\n1 resource\.[\s\S]*<code>Any app<[\s\S]*"color": "red"/,
        );
    });

    const faults: [string, string[], RegExp][] = [
        [
            "an unknown stack",
            ["--stack", "nowhere"],
            /there is no Pulumi\.nowhere\.yaml in \/.*; the stacks are dev\n$/,
        ],
        ["an unknown form", ["--stack", "dev", "--format", "html"], /Allowed choices are markdown, json/],
    ];
    for (const [name, words, text] of faults) {
        it(`refuses ${name} in one line`, async () => {
            const folder = folderFor(FILES);
            const { code, stdout, stderr } = await runHere(["plan", "--dir", folder, ...words]);
            assert.deepEqual([code, stdout], [2, ""]);
            assert.match(stderr, text);
            assert.match(stderr, /^image-delivery: [^\n]*\n$/);
        });
    }
});
