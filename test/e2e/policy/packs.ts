// The policy pack as `npm run build` makes it, and a pack of another team on the same rules.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { REPOSITORY } from "../../../platform/paths";

/** Compiles the pack below `folder`, without its types: `npm test` checks those. Returns the pack's folder. */
export function buildPack(folder: string): string {
    const project = path.join(folder, "tsconfig.json");
    const compilerOptions = { rootDir: REPOSITORY, outDir: folder, noCheck: true, declaration: false };
    const extended = path.join(REPOSITORY, "tsconfig.build.json");
    const include = [path.join(REPOSITORY, "policy")];
    fs.writeFileSync(project, JSON.stringify({ extends: extended, compilerOptions, include }));
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", project], { stdio: "inherit" });
    const pack = path.join(folder, "policy");
    fs.copyFileSync(path.join(REPOSITORY, "policy/PulumiPolicy.yaml"), path.join(pack, "PulumiPolicy.yaml"));
    return pack;
}

/** A pack that takes the built rules and sets their levels and settings itself. */
export function otherPack(folder: string, built: string, config: object): string {
    const pack = path.join(folder, "other");
    const policies = `require(${JSON.stringify(path.join(built, "policies"))}).imageDeliveryPolicies`;
    fs.mkdirSync(pack, { recursive: true });
    fs.writeFileSync(path.join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    fs.writeFileSync(path.join(pack, "package.json"), JSON.stringify({ name: "other", version: "1.0.0" }));
    fs.writeFileSync(
        path.join(pack, "index.js"),
        `const { PolicyPack } = require("@pulumi/policy");
        new PolicyPack("other", { policies: ${policies} }, ${JSON.stringify(config)});`,
    );
    return pack;
}
