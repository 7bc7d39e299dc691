import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { removeState } from "../../../platform/machine/remove";

describe("the removal of the platform's data", () => {
    let home: string;
    let folder: string;
    let other: string;

    beforeEach(() => {
        home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "remove-")));
        folder = path.join(home, ".local");
        other = path.join(home, "other");
        fs.mkdirSync(path.join(folder, "platform/log"), { recursive: true });
        fs.writeFileSync(path.join(folder, "kubeconfig"), "");
        fs.mkdirSync(other);
        fs.writeFileSync(path.join(other, "file"), "");
    });
    afterEach(() => fs.rmSync(home, { recursive: true }));

    const isWhole = () => fs.existsSync(path.join(folder, "platform/log")) && fs.existsSync(path.join(other, "file"));

    it("takes all, and says each thing that it took", async () => {
        const lines = await removeState(folder, "");
        assert.deepEqual(lines, [`removed ${folder}/kubeconfig`, `removed ${folder}/platform`]);
        assert.deepEqual(fs.readdirSync(home), ["other"]);
    });

    it("is none where there are no data", async () => {
        assert.deepEqual(await removeState(path.join(home, "nothing")), []);
    });

    it("takes links, and leaves what they lead to", async () => {
        fs.symlinkSync(other, path.join(folder, "link"));
        fs.symlinkSync(other, path.join(folder, "platform/link"));
        await removeState(folder, "");
        assert.deepEqual(fs.readdirSync(other), ["file"]);
        assert.ok(!fs.existsSync(folder));
    });

    for (const place of [".local", ".local/platform/log"]) {
        it(`takes nothing while something is mounted at ${place}, and says so`, async () => {
            const mounts = `tmpfs ${home}/other tmpfs rw 0 0\ntmpfs ${home}/${place} tmpfs rw 0 0\n`;
            await assert.rejects(removeState(folder, mounts), ({ message }: Error) => {
                assert.match(message, new RegExp(`still mounted.*npm stop.*\n {2}umount ${home}/${place}$`));
                return true;
            });
            assert.ok(isWhole());
        });
    }

    it("takes nothing where the folder itself is a link, and says so", async () => {
        fs.renameSync(folder, path.join(home, "elsewhere"));
        fs.symlinkSync("elsewhere", folder);
        await assert.rejects(removeState(folder, ""), new RegExp(`${folder} is a link to ${home}/elsewhere`));
        assert.ok(isWhole());
    });
});
