import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BUILD_VARIABLE } from "../../../platform/kubernetes/installed";
import { PARTS, type Part } from "../../../platform/kubernetes/parts";
import { PublishedParts, publishedFolder } from "../../../platform/kubernetes/published";
import { type Release, ReleaseError } from "../../../platform/kubernetes/release";

const RELEASE: Release = {
    version: "0.0.0",
    address: "https://downloads.example.com/ARCHITECTURE",
    sha512: {},
    folder: "bin",
    programs: ["program"],
};
const PUBLISHED: Part = {
    name: "published-in-a-test",
    typicalSeconds: 1,
    packages: [],
    programs: { program: "all" },
    published: { release: RELEASE, rest: {}, restSeconds: 0.5 },
};

describe("a part that is published", () => {
    const folder = publishedFolder(PUBLISHED) ?? "";
    /** What an attempt leaves in the cache. */
    const left = () => fs.readdirSync(path.dirname(folder)).filter((name) => name.startsWith(path.basename(folder)));

    it("is fetched into a folder of this process alone, which is removed where nothing takes it", async () => {
        const fetching = async (_: Release, target: string) => {
            fs.writeFileSync(path.join(target, "program"), "");
            return undefined;
        };
        const parts = new PublishedParts([PUBLISHED], {}, fetching);
        assert.equal(parts.secondsOf(PUBLISHED), 1);
        const found = await parts.of(PUBLISHED);
        assert.equal(parts.secondsOf(PUBLISHED), 0.5);
        assert.deepEqual(found, { folder: `${folder}.${process.pid}` });
        assert.equal(left().length, 1);
        await parts.end();
        assert.deepEqual(left(), []);
    });

    it("leaves nothing where it cannot be had, or is not what its publisher lists", async () => {
        const missing = new PublishedParts([PUBLISHED], {}, async () => "no answer within 5 s");
        assert.deepEqual(await missing.of(PUBLISHED), { missing: "no answer within 5 s" });
        assert.equal(missing.secondsOf(PUBLISHED), 1);
        const other = new PublishedParts([PUBLISHED], {}, async () => {
            throw new ReleaseError("other bytes");
        });
        await assert.rejects(other.of(PUBLISHED), /other bytes/);
        await other.end();
        assert.deepEqual(left(), []);
    });

    it("is not asked for where everything is to be built, and others are not published", async () => {
        const never = async () => assert.fail("asked");
        const built = new PublishedParts([PUBLISHED], { [BUILD_VARIABLE]: "1" }, never);
        assert.equal(await built.of(PUBLISHED), undefined);
        const { published: _, ...other } = PUBLISHED;
        assert.equal(await new PublishedParts([other], {}, never).of(other), undefined);
    });

    it("is Kubernetes, by hashes of SHA-512, and each of its programs is published or built", () => {
        const parts = PARTS.filter(({ published }) => published !== undefined);
        assert.deepEqual(
            parts.map(({ name }) => name),
            ["kubernetes"],
        );
        for (const { published, programs } of parts) {
            assert.ok(published);
            const { release, rest } = published;
            assert.deepEqual([...release.programs, ...Object.keys(rest)].sort(), Object.keys(programs).sort());
            assert.ok(Object.values(release.sha512).every((hash) => /^[0-9a-f]{128}$/.test(hash)));
            assert.ok(release.address.includes(`/v${release.version}/`));
        }
    });
});
