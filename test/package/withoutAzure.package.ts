// What works where Azure's SDK is not installed. In processes of their own, which cannot find it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { REPOSITORY } from "../../platform/paths";

const HIDDEN = `
    const Module = require("node:module");
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) => {
        if (request.startsWith("@pulumi/azure-native")) {
            throw Object.assign(new Error("Cannot find module '" + request + "'"), { code: "MODULE_NOT_FOUND" });
        }
        return resolve(request, ...rest);
    };
`;

function run(program: string) {
    const words = ["-r", "./scripts/typescript.cjs", "-e", `${HIDDEN}${program}`];
    return spawnSync(process.execPath, words, { cwd: REPOSITORY, encoding: "utf8" });
}

describe("without @pulumi/azure-native", () => {
    it("the components of a rollout and the component package load", () => {
        const { status, stderr } = run('require("./components"); require("./componentPackage/provider");');
        assert.equal(status, 0, stderr);
    });

    it("the Azure half says what to install", () => {
        const { status, stderr } = run('require("./components/azure");');
        assert.equal(status, 1);
        assert.match(
            stderr,
            /needs @pulumi\/azure-native, which is not installed: npm install @pulumi\/azure-native@\^3/,
        );
    });

    it("so does the component package when one of Azure's components is asked for", () => {
        const { stdout } = run(`
            const { construct } = require("./componentPackage/provider").componentPackage("1.0.0");
            construct("acr", "aks-image-delivery:index:AksRegistry", {}, {}).catch((error) => console.log(error.message));
        `);
        assert.match(stdout, /needs @pulumi\/azure-native/);
    });
});
