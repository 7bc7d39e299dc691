import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../../components/prepull/imagePrepull";
import { PrepullMethod } from "../../../components/prepull/prepullArgs";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { fakeCluster, IMAGE_KEY, OTHER_IMAGE, PULLED, realCluster } from "../../support/fixtures";
import { recorded, refused } from "../../support/harness";
import { DIGEST, PINNED_IMAGE } from "../../support/images";

describe("ImagePrepull", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("creates one DaemonSet, named by the image's digest", async () => {
        const { one } = await recorded(() => new ImagePrepull("api", PULLED));
        const { metadata } = one("DaemonSet").inputs;
        assert.equal(metadata.name, `api-${IMAGE_KEY}`);
        assert.equal(metadata.namespace, "shop");
        assert.equal(metadata.annotations["pulumi.com/skipAwait"], "true");
        assert.equal(metadata.annotations["aks-image-delivery/size"], PULLED.size);
        assert.equal(metadata.annotations["pulumi.com/patchFieldManager"], "aks-image-delivery");
    });

    it("selects its own pods only, so that the old and the new image can be pulled side by side", async () => {
        const { spec } = (await recorded(() => new ImagePrepull("api", PULLED))).one("DaemonSet").inputs;
        assert.deepEqual(spec.selector.matchLabels, {
            "app.kubernetes.io/component": "image-prepull",
            "app.kubernetes.io/instance": "api",
            "app.kubernetes.io/managed-by": "aks-image-delivery",
            "aks-image-delivery/image": IMAGE_KEY,
        });
        assert.deepEqual(spec.template.metadata.labels, spec.selector.matchLabels);
    });

    it("replaces pods on all nodes simultaneously", async () => {
        const { spec } = (await recorded(() => new ImagePrepull("api", PULLED))).one("DaemonSet").inputs;
        assert.deepEqual(spec.updateStrategy, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } });
    });

    it("mounts the image next to a container that waits, and runs nothing of it", async () => {
        const { spec } = (await recorded(() => new ImagePrepull("api", PULLED))).one("DaemonSet").inputs.spec.template;
        assert.deepEqual(spec.volumes, [
            { name: "image", image: { reference: PINNED_IMAGE, pullPolicy: "IfNotPresent" } },
        ]);
        const [container] = spec.containers;
        assert.deepEqual(container.volumeMounts, [{ name: "image", mountPath: "/image", readOnly: true }]);
        assert.equal(container.image, "mcr.microsoft.com/oss/v2/kubernetes/pause:3.6");
        assert.equal(spec.initContainers, undefined);
    });

    it("runs the image with a binary that an init container brings along, for older nodes", async () => {
        const args = { ...PULLED, method: PrepullMethod.InitContainer, kubernetesVersion: "1.31" };
        const { spec } = (await recorded(() => new ImagePrepull("api", args))).one("DaemonSet").inputs.spec.template;
        const [init] = spec.initContainers;
        const [main] = spec.containers;
        const copy = "/aks-image-delivery/busybox";
        assert.deepEqual(init.command, ["/bin/busybox", "cp", "/bin/busybox", copy]);
        assert.equal(init.image, "docker.io/library/busybox:1.37.0-musl");
        assert.equal(main.image, PINNED_IMAGE);
        assert.equal(main.command[0], copy);
        assert.deepEqual(spec.volumes, [{ name: "tools", emptyDir: {} }]);
    });

    for (const method of Object.values(PrepullMethod)) {
        it(`runs under Pod Security "restricted", without a token and without a CPU limit (${method})`, async () => {
            const { one } = await recorded(() => new ImagePrepull("api", { ...PULLED, method }));
            const { spec } = one("DaemonSet").inputs.spec.template;
            assert.equal(spec.securityContext.runAsNonRoot, true);
            assert.ok(spec.securityContext.runAsUser > 0);
            assert.deepEqual(spec.securityContext.seccompProfile, { type: "RuntimeDefault" });
            assert.equal(spec.automountServiceAccountToken, false);
            for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
                assert.equal(container.imagePullPolicy, "IfNotPresent");
                assert.equal(container.securityContext.allowPrivilegeEscalation, false);
                assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
                assert.equal(container.securityContext.readOnlyRootFilesystem, true);
                assert.deepEqual(container.resources, { requests: { cpu: "1m", memory: "8Mi" } });
            }
        });
    }

    it("goes to the nodes of the workload, with its pull secrets", async () => {
        const placement = {
            nodeSelector: { agentpool: pulumi.output("apps") },
            tolerations: [{ key: "dedicated", operator: "Exists", effect: "NoSchedule" }],
            imagePullSecrets: ["acr"],
        };
        const { one } = await recorded(() => new ImagePrepull("api", { ...PULLED, ...placement }));
        const { spec } = one("DaemonSet").inputs.spec.template;
        assert.deepEqual(spec.nodeSelector, { agentpool: "apps" });
        // Its own, and that of new nodes, which are held back until they have the image.
        const startup = { key: DEFAULT_STARTUP_TAINT, operator: "Exists" };
        assert.deepEqual(spec.tolerations, [...placement.tolerations, startup]);
        assert.deepEqual(spec.imagePullSecrets, [{ name: "acr" }]);
    });

    it("runs on new nodes with another start-up taint, and refuses what is not a key", async () => {
        const args = { ...PULLED, startupTaint: "example.com/cold" };
        const { one } = await recorded(() => new ImagePrepull("api", args));
        const { tolerations } = one("DaemonSet").inputs.spec.template.spec;
        assert.deepEqual(tolerations, [{ key: "example.com/cold", operator: "Exists" }]);
        const text = await refused(() => new ImagePrepull("api", { ...PULLED, startupTaint: "cold=yes" }));
        assert.match(text, /startupTaint: "cold=yes" is not a key/);
    });

    it("records reference, digest and declared size once the image is on the nodes", async () => {
        const { one } = await recorded(() => new ImagePrepull("api", PULLED));
        const record = one("ConfigMap");
        assert.equal(record.inputs.metadata.name, `api-${IMAGE_KEY}`);
        const { selection, ...data } = record.inputs.data;
        assert.deepEqual(data, { reference: PINNED_IMAGE, digest: DIGEST, size: "650000000" });
        assert.match(selection, /^[0-9a-f]{12}$/);
        assert.ok(record.dependencies.includes(one("DaemonSet").urn));
    });

    it("records other nodes or other pull secrets as another selection", async () => {
        const variants = [{}, { nodeSelector: { agentpool: "apps" } }, { tolerations: [{ operator: "Exists" }] }];
        const withSecrets = [...variants, { imagePullSecrets: ["acr"] }];
        const { resources } = await recorded(() => {
            for (const [index, variant] of withSecrets.entries()) {
                new ImagePrepull(`api${index}`, { ...PULLED, ...variant });
            }
        });
        const records = resources.filter(({ type }) => type.endsWith(":ConfigMap"));
        assert.equal(new Set(records.map(({ inputs }) => inputs.data.selection)).size, withSecrets.length);
    });

    it("gives the reference and the objects' names as outputs", async () => {
        let outputs: unknown;
        await recorded(() => {
            const { image, record, daemonSet, gateSeconds } = new ImagePrepull("api", PULLED);
            pulumi.output({ image, record, daemonSet, gateSeconds }).apply((known) => {
                outputs = known;
            });
        });
        const name = `api-${IMAGE_KEY}`;
        assert.deepEqual(outputs, { image: PINNED_IMAGE, record: name, daemonSet: name, gateSeconds: 1312 });
    });

    it("does not know the reference in a preview that would have to pull the image first", async () => {
        const { one } = await recorded(
            () => {
                const { image } = new ImagePrepull("api", PULLED);
                new k8s.core.v1.ConfigMap("user", { data: { image } });
            },
            { preview: true },
        );
        assert.equal(one("ConfigMap", "user").inputs.data.image, undefined);
    });

    it("takes an image that is known only later", async () => {
        const image = pulumi.output(Promise.resolve(OTHER_IMAGE));
        const { one } = await recorded(() => new ImagePrepull("api", { ...PULLED, image }));
        assert.equal(one("DaemonSet").inputs.metadata.name, `api-${"9".repeat(12)}`);
    });

    it("is there twice in one stack", async () => {
        const { resources } = await recorded(() => {
            new ImagePrepull("api", PULLED);
            new ImagePrepull("worker", { ...PULLED, image: OTHER_IMAGE });
        });
        assert.equal(new Set(resources.map(({ urn }) => urn)).size, 6);
    });

    it("hands its provider on to what it makes", async () => {
        const { resources } = await recorded(() => {
            const provider = new k8s.Provider("aks", {});
            new ImagePrepull("api", PULLED, { provider });
        });
        const made = resources.filter(({ custom, name }) => custom && name === "api");
        assert.deepEqual(
            made.map(({ provider }) => provider.includes("kubernetes::aks::")),
            [true, true],
        );
    });

    it("warns of a version tag, which may be pushed again", async () => {
        const { log } = await recorded(
            () => new ImagePrepull("api", { ...PULLED, image: "acr1.azurecr.io/zoneapi:1.4" }),
        );
        assert.match(log.join("\n"), /warning: .*acr1\.azurecr\.io\/zoneapi:1\.4.*digest/);
    });

    it("warns of a pull timeout that is shorter than the size needs", async () => {
        const { log } = await recorded(() => new ImagePrepull("api", { ...PULLED, timeoutSeconds: 60 }));
        assert.match(log.join("\n"), /warning: .*60 s .*300 s/);
    });
});
