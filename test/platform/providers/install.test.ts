import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { version } from "@pulumi/random/package.json";
import { installProvider, standInNotice } from "../../../platform/providers/install";

describe("installing a provider", () => {
    let home: string;
    let given: string | undefined;
    const plugin = () => path.join(home, "plugins", `resource-random-v${version}`, "pulumi-resource-random");

    beforeEach(() => {
        home = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-home-"));
        given = process.env.PULUMI_HOME;
        process.env.PULUMI_HOME = path.join(home, "other");
    });
    afterEach(() => {
        fs.rmSync(home, { recursive: true });
        if (given === undefined) {
            delete process.env.PULUMI_HOME;
        } else {
            process.env.PULUMI_HOME = given;
        }
    });

    it("turns a stand-in into an executable plugin of the npm package's version", () => {
        const installed = installProvider("random", "/a b/it's.ts", home);
        assert.deepEqual(installed, { name: "random", version, standIn: true });
        assert.match(fs.readFileSync(plugin(), "utf8"), /^#!\/bin\/sh\nexec .* '\/a b\/it'\\''s\.ts' "\$@"\n$/);
        assert.equal(fs.statSync(plugin()).mode & 0o777, 0o755);
    });

    it("prefers the real provider of this machine", () => {
        const real = path.join(home, "other/plugins", `resource-random-v${version}`, "pulumi-resource-random");
        fs.mkdirSync(path.dirname(real), { recursive: true });
        fs.writeFileSync(real, "");
        assert.equal(installProvider("random", "/stand-in.ts", home).standIn, false);
        assert.equal(fs.readFileSync(plugin(), "utf8"), `#!/bin/sh\nexec '${real}' "$@"\n`);
    });

    it("leaves a plugin alone that is as it should be", () => {
        installProvider("random", "/a.ts", home);
        const { ino } = fs.statSync(plugin());
        installProvider("random", "/a.ts", home);
        assert.equal(fs.statSync(plugin()).ino, ino);
        installProvider("random", "/b.ts", home);
        assert.match(fs.readFileSync(plugin(), "utf8"), /'\/b\.ts'/);
    });

    it("is told to people where stand-ins serve, and only there", () => {
        assert.equal(standInNotice([{ name: "random", version: "1", standIn: false }]), undefined);
        const notice = standInNotice([
            { name: "random", version: "1", standIn: false },
            { name: "kubernetes", version: "2", standIn: true },
        ]);
        assert.equal(
            notice,
            "Stand-ins serve for the Pulumi providers kubernetes 2: the real ones are not installed on this machine.",
        );
    });
});
