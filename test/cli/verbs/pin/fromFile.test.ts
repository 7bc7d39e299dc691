// `image-delivery pin --from FILE`.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { OLD_DIGEST, PinProject } from "../../../support/pinProject";
import { runHere } from "../../../support/runHere";

describe("image-delivery pin --from", () => {
    let project: PinProject;

    beforeEach(async () => {
        project = await PinProject.start();
        project.write("Pulumi.dev.yaml", project.stack("api", "web"));
    });
    afterEach(() => project.remove());

    const built = () => join(project.folder, "built.json");
    const pin = (...words: string[]) =>
        runHere(["pin", "--stack", "dev", "--dir", project.folder, "--from", built(), ...words]);
    /** The stack after `entry` was pinned to what was built. */
    const pinned = (entry: string) =>
        project
            .stack("api", "web")
            .replace(`shop/${entry}@${OLD_DIGEST}, size: 1MB`, `shop/api@${project.digest}, size: 300kB`);

    it("writes the image to the entry with its repository", async () => {
        const { code, stderr } = await pin();
        assert.deepEqual([code, stderr], [0, ""]);
        assert.equal(project.read("Pulumi.dev.yaml"), pinned("api"));
    });

    it("writes it to the entry that is named", async () => {
        assert.equal((await pin("web")).code, 0);
        assert.equal(project.read("Pulumi.dev.yaml"), pinned("web"));
    });

    const faults: [string, (() => void) | undefined, string[], RegExp][] = [
        [
            "no entry",
            () => project.write("Pulumi.dev.yaml", project.stack("web")),
            [],
            /has no entry with the repository .*\/shop\/api: name/,
        ],
        [
            "two entries",
            () => project.write("Pulumi.dev.yaml", project.stack("api", "api")),
            [],
            /has the entries api and api with the/,
        ],
        ["an image besides", undefined, ["api=x:1"], /--from takes the images from the file/],
        ["no file", () => rmSync(built()), [], /--from .*built\.json cannot be read: ENOENT/],
    ];
    for (const [name, prepare, words, text] of faults) {
        it(`refuses ${name}, and writes nothing`, async () => {
            prepare?.();
            const before = project.read("Pulumi.dev.yaml");
            const { code, stderr } = await pin(...words);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(project.read("Pulumi.dev.yaml"), before);
        });
    }
});
