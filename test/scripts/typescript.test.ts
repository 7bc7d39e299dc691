import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

type Transpiled = (code: string, filename: string, folder: string) => string;
const { transpiled } = require("../../scripts/typescript.cjs") as { transpiled: Transpiled };

const FILE = path.join(__dirname, "../../model/parts.ts");
const CODE = "export const part: number = 1;\n";

describe("the JavaScript of a file", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "typescript-"));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    const kept = () => fs.readdirSync(folder).map((name) => path.join(folder, name));
    const javascript = (code = CODE, file = FILE) => transpiled(code, file, folder);
    const change = (edit: (text: string) => string) => {
        for (const file of kept()) {
            fs.writeFileSync(file, edit(fs.readFileSync(file, "utf8")));
        }
    };

    it("is kept", () => {
        assert.match(javascript(), /const part = 1;/);
        change((text) => text.replace("part = 1", "part = 7"));
        assert.match(javascript(), /const part = 7;/);
    });

    it("is made again of another text, which takes its place", () => {
        javascript();
        assert.match(javascript(CODE.replace("1", "2")), /const part = 2;/);
        assert.equal(kept().length, 1);
        assert.match(javascript(), /const part = 1;/);
    });

    it("is made again where the compiler or its options were others", () => {
        javascript();
        change((text) => `x${text.slice(1).replace("part = 1", "part = 7")}`);
        assert.match(javascript(), /const part = 1;/);
    });

    it("is made again where a machine stopped while it was written", () => {
        javascript();
        change(() => "");
        assert.match(javascript(), /const part = 1;/);
    });

    it("names its own file in its source map, though a copy of this folder shares what is kept", () => {
        const map = Buffer.from(javascript().split("base64,")[1] ?? "", "base64");
        assert.deepEqual(JSON.parse(map.toString()).sources, [FILE]);
    });

    it("is not kept outside of this folder, nor where nothing can be written", () => {
        javascript(CODE, path.join(os.tmpdir(), "parts.ts"));
        assert.deepEqual(kept(), []);
        fs.writeFileSync(path.join(folder, "file"), "");
        assert.match(transpiled(CODE, FILE, path.join(folder, "file")), /const part = 1;/);
    });
});
