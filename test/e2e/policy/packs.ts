// The policy pack as `npm run build` makes it, and a pack of another team on the same rules.
import * as fs from "node:fs";
import * as path from "node:path";
import { REPOSITORY } from "../../../platform/paths";
import { buildCode } from "../examples/builtPackage";

/** Builds the package below `folder`, and returns the pack's folder. */
export async function buildPack(folder: string): Promise<string> {
    await buildCode(folder);
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
