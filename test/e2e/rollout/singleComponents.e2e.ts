import assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import { ImagePrepull, type ImagePrepullArgs, ifNotPresent, PrepullMethod } from "../../../components";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { KUBECONFIG } from "../../../platform/paths";
import { pushBusybox } from "../support/busyboxImage";
import { objects } from "../support/cluster";
import { clusterProvider } from "../support/provider";
import { freshImage, type Ran, Scenario } from "../support/scenario";

const NAMESPACE = "e2e-single";
const RECORDS = "app.kubernetes.io/component=image-prepull-record";
const NOWHERE = { nodeSelector: { "no-node-has": "this-label" } };

describe("a component on its own", () => {
    let program: (provider: kubernetes.Provider) => unknown = () => {};
    const scenario = new Scenario(NAMESPACE, async () => void program(clusterProvider()));

    before(() => scenario.prepare());
    after(() => scenario.remove());

    it("ImagePrepull pulls by an init container, for nodes without image volumes", async () => {
        const { reference } = await freshImage("e2e/single", {});
        const helperImage = await pushBusybox();
        await goesThrough((provider) =>
            prepull("plain", { image: reference, method: PrepullMethod.InitContainer, helperImage }, provider),
        );
        const [pod] = await objects(NAMESPACE, "pods", "app.kubernetes.io/component=image-prepull");
        assert.equal(pod?.spec.volumes[0].image, undefined);
        assert.equal(pod?.spec.containers[0].image, reference);
        assert.equal((await objects(NAMESPACE, "configmaps", RECORDS))[0]?.data.reference, reference);
    });

    it("ImagePrepull refuses a selector that fits no node, and says which", async () => {
        const { reference } = await freshImage("e2e/single", {});
        const ran = await runs((provider) => prepull("nowhere", { image: reference, ...NOWHERE }, provider));
        assert.ok(ran.failure, ran.output);
        assert.match(ran.output, /no-node-has=this-label/);
    });

    it("ImagePrepull goes on without any node where that is allowed", async () => {
        const { reference } = await freshImage("e2e/single", {});
        await goesThrough((provider) =>
            prepull("nowhere", { image: reference, ...NOWHERE, allowZeroNodes: true }, provider),
        );
        const [daemonSet] = await objects(NAMESPACE, "daemonsets");
        assert.equal(daemonSet?.status.desiredNumberScheduled, 0);
    });

    it("two ImagePrepulls live in one stack, also for one image", async () => {
        const images = [await freshImage("e2e/single", {}), await freshImage("e2e/single", {})];
        const [one = "", two = ""] = images.map(({ reference }) => reference);
        await goesThrough((provider) => {
            prepull("one", { image: one }, provider);
            prepull("two", { image: two }, provider);
            prepull("two-again", { image: two }, provider);
        });
        const records = await objects(NAMESPACE, "configmaps", RECORDS);
        assert.deepEqual(records.map(({ data }) => data.reference).sort(), [one, two, two].sort());
    });

    it("ifNotPresent sets the policy on a Deployment of somebody else, and refuses a moving tag", async () => {
        await goesThrough((provider) => deployment(PAUSE_IMAGE, provider));
        const [made] = await objects(NAMESPACE, "deployments");
        assert.equal(made?.spec.template.spec.containers[0].imagePullPolicy, "IfNotPresent");
        const ran = await runs((provider) => deployment(PAUSE_IMAGE.replace(/:1$/, ":latest"), provider));
        assert.ok(ran.failure, ran.output);
        assert.match(ran.output, /latest/);
    });

    function runs(next: typeof program): Promise<Ran> {
        program = next;
        return scenario.up();
    }

    async function goesThrough(next: typeof program): Promise<void> {
        const { failure, output } = await runs(next);
        assert.equal(failure, undefined, output);
    }
});

function prepull(
    name: string,
    args: Pick<ImagePrepullArgs, "image"> & Partial<ImagePrepullArgs>,
    provider: kubernetes.Provider,
): ImagePrepull {
    const shared = { namespace: NAMESPACE, size: "30MB", nodes: 1, helperImage: PAUSE_IMAGE };
    return new ImagePrepull(name, { ...shared, cluster: { kubeconfig: KUBECONFIG }, ...args }, { provider });
}

/** As a chart makes one: with a pull policy of its own. */
function deployment(image: string, provider: kubernetes.Provider): kubernetes.apps.v1.Deployment {
    const matchLabels = { app: "somebody-elses" };
    const securityContext = {
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
    };
    const containers = [{ name: "main", image, imagePullPolicy: "Always", securityContext }];
    const template = { metadata: { labels: matchLabels }, spec: { containers } };
    return new kubernetes.apps.v1.Deployment(
        "somebody-elses",
        { metadata: { name: "somebody-elses", namespace: NAMESPACE }, spec: { selector: { matchLabels }, template } },
        { provider, transforms: [ifNotPresent()] },
    );
}
