// The image of the API in ./shop, built when a test first needs it.
import * as path from "node:path";
import { ensureParts } from "../../../../platform/kubernetes/build";
import type { Part } from "../../../../platform/kubernetes/parts";
import { printedProgress } from "../../../../platform/kubernetes/progress";
import { BIN } from "../../../../platform/paths";
import { freshImage } from "../../support/scenario";

const SHOP: Part = {
    name: "shop",
    typicalSeconds: 20,
    folder: path.join(__dirname, "shop"),
    packages: ["."],
    programs: { shop: "shop" },
};

/** A fresh one; returns its reference. */
export async function pushShop(repository: string): Promise<string> {
    await ensureParts([SHOP], printedProgress(process.stderr));
    const { reference } = await freshImage(repository, { binary: path.join(BIN, "shop") });
    return reference;
}
