// An example's program, run from a copy whose packages are the ones that a user would have installed.
import * as path from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { REPOSITORY, STATE } from "../../../local/platform/paths";
import { builtPackage, linkTo } from "./builtPackage";
import { copyExample } from "./exampleCopy";

/** `name` of the example, and `folder` of the copy. The program is loaded anew at every operation, as a new process would. */
export async function installedExample(name: string, folder: string): Promise<PulumiFn> {
    copyExample(name, folder);
    const modules = path.join(folder, "node_modules");
    linkTo(await builtPackage(), path.join(modules, "aks-image-delivery"));
    linkTo(path.join(REPOSITORY, "node_modules/@pulumi"), path.join(modules, "@pulumi"));
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
