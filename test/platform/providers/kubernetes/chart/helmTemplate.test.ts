import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helmTemplate } from "../../../../../platform/providers/kubernetes/chart/helmTemplate";

describe("a chart that helm renders", () => {
    const { PATH = "" } = process.env;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "helm-"));
        process.env.PATH = `${folder}:${PATH}`;
    });
    afterEach(() => {
        process.env.PATH = PATH;
        rmSync(folder, { recursive: true });
    });

    /** What comes of a `helm` that runs this. */
    function rendered(script: string) {
        const file = join(folder, "helm");
        writeFileSync(file, `#!/bin/sh\n${script}\n`);
        chmodSync(file, 0o755);
        const values = { text: "x".repeat(1_000_000) };
        const signal = new AbortController().signal;
        return helmTemplate({ release: "shop", chart: "./shop", namespace: "team", values, signal });
    }

    it("is the objects that it prints, without empty documents", async () => {
        assert.deepEqual(await rendered('cat >/dev/null; echo "kind: A"; echo ---; echo ---; echo "kind: B"'), [
            { kind: "A" },
            { kind: "B" },
        ]);
    });

    it("is refused with what helm says, also where helm has not read its values", async () => {
        const refused = rendered("echo 'chart is missing' >&2; exit 1");
        await assert.rejects(refused, /^Error: helm could not render \.\/shop: chart is missing$/);
    });
});
