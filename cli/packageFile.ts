import { dirname, join } from "node:path";

/** The path of a file that the package holds as it stands, from its root: what is built is not where its source was. */
export function packageFile(path: string): string {
    return join(dirname(require.resolve("aks-image-delivery/package.json")), path);
}
