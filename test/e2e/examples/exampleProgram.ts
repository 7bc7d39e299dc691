// An example's program, run from a copy whose packages are the ones that a user would have installed.
import * as path from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { STATE } from "../../../platform/paths";
import { linkPackage } from "./builtPackage";
import { copyExample } from "./exampleCopy";

/** `name` of the example, and `folder` of the copy. The program is loaded again at every operation, as a new process would. */
export async function installedExample(name: string, folder: string): Promise<PulumiFn> {
    copyExample(name, folder);
    await linkPackage(folder);
    const file = path.join(folder, "index.ts");
    return async () => {
        for (const loaded of Object.keys(require.cache)) {
            if (loaded === file || loaded.startsWith(path.join(STATE, "package/dist"))) {
                delete require.cache[loaded];
            }
        }
        return { ...require(file) };
    };
}
