import assert from "node:assert/strict";
import { VerifySize } from "../../../components";
import { ImagePrepull } from "../../../components/prepull/imagePrepull";
import type { PrepullSettings } from "../../../components/prepull/prepullArgs";
import { registryCalls } from "../../../components/prepull/sizeCheck";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { failed, recorded, refused, unknown } from "../../support/harness";
import { imageOf } from "../../support/image";
import { PINNED_IMAGE } from "../../support/images";

const real = { ...registryCalls };

/** A registry with one image for linux/amd64, and the references that it was asked for. */
function registryWith(bytes: number): string[] {
    const asked: string[] = [];
    registryCalls.images = async (reference) => {
        asked.push(reference.text);
        return [imageOf("linux/amd64", bytes)];
    };
    return asked;
}

const prepull = (settings: PrepullSettings) => () => new ImagePrepull("api", { ...PULLED, ...settings });

describe("the check of a declared size", () => {
    beforeEach(() => void fakeCluster());
    afterEach(() => {
        Object.assign(registryCalls, real);
        realCluster();
    });

    it("asks no registry unless it is wanted", async () => {
        const asked = registryWith(1_200_000_000);
        await recorded(prepull({}));
        await recorded(prepull({ verifySize: VerifySize.Off }));
        assert.deepEqual(asked, []);
    });

    for (const preview of [true, false]) {
        const where = preview ? "a preview" : "an update";

        it(`fails ${where} before the image is pulled`, async () => {
            registryWith(1_200_000_000);
            const { text, resources } = await failed(prepull({ verifySize: VerifySize.Fail }), { preview });
            assert.match(text, /"verify-size:api.*declared as 650 MB and is really 1\.2 GB.*declare 1\.2 GB$/);
            assert.deepEqual(
                resources.map(({ type }) => type),
                ["aks-image-delivery:index:ImagePrepull"],
            );
        });

        it(`warns in ${where}, and goes on`, async () => {
            const asked = registryWith(1_200_000_000);
            const { log, one } = await recorded(prepull({ verifySize: VerifySize.Warn }), { preview });
            assert.ok(
                log.some((line) => line.includes("is really 1.2 GB")),
                log.join("\n"),
            );
            assert.ok(one("DaemonSet"));
            assert.deepEqual(asked, [PINNED_IMAGE]);
        });
    }

    it("says nothing of a size that is right", async () => {
        registryWith(655_000_000);
        const { log } = await recorded(prepull({ verifySize: VerifySize.Warn }));
        assert.deepEqual(log, []);
    });

    it("says so when the registry cannot be asked", async () => {
        registryCalls.images = () => Promise.reject(new Error("acr1.azurecr.io cannot be reached."));
        const text = await refused(prepull({ verifySize: VerifySize.Fail }), { preview: true });
        assert.match(text, /cannot be compared with the real one: acr1\.azurecr\.io cannot be reached; set verifySize/);
    });

    it("lets a preview pass that does not know the reference yet", async () => {
        const asked = registryWith(1_200_000_000);
        const program = () => new ImagePrepull("api", { ...PULLED, image: unknown(), verifySize: VerifySize.Fail });
        assert.ok((await recorded(program, { preview: true })).one("DaemonSet"));
        assert.deepEqual(asked, []);
    });

    it("is made again when the image or its size changes", async () => {
        registryWith(650_000_000);
        const { hooks } = (await recorded(prepull({ verifySize: VerifySize.Fail }))).one("DaemonSet");
        const check = hooks.beforeCreate.filter((name) => name.startsWith("verify-size"));
        assert.equal(check.length, 1);
        assert.deepEqual(hooks.beforeUpdate, check);
    });

    it("refuses a word that it does not know", async () => {
        const text = await refused(prepull({ verifySize: "error" as VerifySize }));
        assert.match(text, /verifySize: "error" is not accepted; expected off or warn or fail$/);
    });
});
