import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../../components/prepull/imagePrepull";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { NodeWarmup } from "../../../components/warmup/nodeWarmup";
import { HELPER_IMAGES, prefixedImage } from "../../../model/image/helperImages";
import { imageDeliveryPolicies } from "../../../policy/policies";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { failed, type Recorded, recorded, refused } from "../../support/harness";
import { violations } from "../../support/violations";

const PREFIX = "myregistry.azurecr.io/image-delivery";
const LATER = { imagePrefix: pulumi.output(PREFIX) };
const HOLD = { namespace: "platform" };
const { namespace, ...IMAGE } = PULLED;
const ROLLOUT = { namespace, images: [{ name: "api", ...IMAGE }] };

/** Every image that a container of a DaemonSet runs; those that are held are PULLED's. */
function images({ resources }: Recorded): string[] {
    const pods = resources
        .filter(({ type }) => type.endsWith(":DaemonSet"))
        .map(({ inputs }) => inputs.spec.template.spec);
    const all = pods.flatMap((pod) => [...(pod.initContainers ?? []), ...pod.containers]).map(({ image }) => image);
    return [...new Set<string>(all)].filter((image) => image !== PULLED.image).sort();
}

const under = (...names: (keyof typeof HELPER_IMAGES)[]) => names.map((name) => prefixedImage(PREFIX, name)).sort();

describe("imagePrefix", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    for (const [when, args] of [
        ["known", { imagePrefix: PREFIX }],
        ["known late", LATER],
    ] as const) {
        it(`gives every pod its images from the team's registry (${when})`, async () => {
            const made = await recorded(() => {
                new ImagePrepull("one", { ...PULLED, ...args });
                new ImageRollout("shop", { ...ROLLOUT, method: "initContainer", ...args });
                new NodeWarmup("hold", { ...HOLD, ...args });
            });
            assert.deepEqual(images(made), under("pause", "busybox", "kubectl"));
        });
    }

    it("leaves kubectl to kubectlImage where both are given", async () => {
        const kubectlImage = "myregistry.azurecr.io/kubectl:v1.35.2";
        const made = await recorded(() => new NodeWarmup("hold", { ...HOLD, imagePrefix: PREFIX, kubectlImage }));
        assert.deepEqual(images(made), [kubectlImage, ...under("pause")].sort());
    });

    it("is shared by the pre-pull pods of a rollout with many images", async () => {
        const several = [1, 2, 3, 4, 5, 6].map((number) => ({ ...IMAGE, name: `api${number}` }));
        const made = await recorded(
            () => new ImageRollout("shop", { namespace, images: several, imagePrefix: PREFIX }),
        );
        assert.deepEqual(images(made), under("pause"));
    });

    it("does not change what runs without it", async () => {
        const made = await recorded(() => {
            new ImagePrepull("one", PULLED);
            new ImagePrepull("two", { ...PULLED, method: "initContainer" });
        });
        const { pause, busybox } = HELPER_IMAGES;
        assert.deepEqual(images(made), [busybox.fallback, pause.fallback].sort());
    });

    it("is accepted by every rule of the policy pack", async () => {
        const { resources } = await recorded(() => {
            new ImagePrepull("one", { ...PULLED, imagePrefix: PREFIX, method: "initContainer" });
            new NodeWarmup("hold", { ...HOLD, imagePrefix: PREFIX });
        });
        const daemonSets = resources.filter(({ type }) => type.endsWith(":DaemonSet"));
        assert.equal(daemonSets.length, 3);
        for (const { name } of imageDeliveryPolicies) {
            const found = daemonSets.flatMap(({ type, inputs }) => violations(name, { type, props: inputs }));
            assert.deepEqual(found, [], name);
        }
    });

    it("is refused next to helperImage, and where nothing can be under it, with all other faults", async () => {
        const args = { ...PULLED, helperImage: "acr1.azurecr.io/pause:3", imagePrefix: "acr1.azurecr.io/", quorum: 2 };
        const text = await refused(() => new ImagePrepull("api", args));
        for (const given of [
            "quorum: 2 is out of range",
            "helperImage: names one image, and imagePrefix where all of them are; give only one of the two",
            'imagePrefix: "acr1.azurecr.io/" is not a prefix of images; expected a registry\'s host and a path in it',
        ]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
        const hold = await refused(() => new NodeWarmup("hold", { ...HOLD, imagePrefix: "acr1" }));
        assert.match(hold, /imagePrefix: "acr1" is not a prefix/);
    });

    it("creates nothing from a prefix that turns out to be none", async () => {
        const { text, resources } = await failed(
            () => new NodeWarmup("hold", { ...HOLD, imagePrefix: pulumi.output("acr1") }),
        );
        assert.match(text, /imagePrefix: "acr1" is not a prefix of images/);
        assert.equal(resources.filter(({ type }) => type.endsWith(":DaemonSet")).length, 0);
    });

    it("or kubectlImage must be given to hold new nodes", async () => {
        const text = await refused(() => new NodeWarmup("hold", HOLD));
        assert.match(text, /kubectlImage: is missing; give an image whose entrypoint is kubectl, or imagePrefix/);
    });
});
