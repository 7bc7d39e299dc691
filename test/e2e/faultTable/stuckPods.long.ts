// Pods that do not start, and workloads that get none, each made for real: what `status` says of them minutes later.
import assert from "node:assert/strict";
import { statusReport } from "../../../model/pods/status";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { waitingView } from "../../../observe/pods/view";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { KUBECONFIG, NODE } from "../../../platform/paths";
import { eventually } from "../support/eventually";
import { firstSchema } from "./cloudRegistries";
import { inRegistry } from "./make";
import { httpServer } from "./servers";

const NAMESPACE = "e2e-stuck-pods";

/** Restricted, as every namespace of the platform asks. */
function pod(name: string, image: string, more: { spec?: object; container?: object } = {}) {
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: NAMESPACE },
        spec: {
            nodeName: NODE,
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "app", image, securityContext, ...more.container }],
            ...more.spec,
        },
    };
}

function deployment(name: string, labels: Record<string, string>) {
    const { spec } = pod(name, PAUSE_IMAGE);
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: NAMESPACE },
        spec: {
            selector: { matchLabels: { app: name } },
            template: { metadata: { labels: { app: name, ...labels } }, spec: { ...spec, nodeName: undefined } },
        },
    };
}

describe("what status says of pods that do not start", () => {
    let client: KubernetesClient;

    before(async () => {
        client = await kubernetesClient({ kubeconfig: KUBECONFIG });
        await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=120s"]);
        await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } }]);
        await eventually(() => kubectl(["get", "serviceaccount", "default", "-n", NAMESPACE]), 60);
    });
    after(async () => {
        await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=120s"]);
        await kubectl(["delete", "validatingwebhookconfiguration", NAMESPACE, "--ignore-not-found"]);
    });

    /** As of ten minutes later: the test does not wait for them. */
    const faultOf = (name: string) =>
        eventually(async () => {
            const view = await waitingView(client, NAMESPACE);
            const { faults } = statusReport({ ...view, now: view.now + 600_000 }, view.looked);
            const found = faults.find(
                ({ pods, workloads = [] }) =>
                    pods.some((one) => one.name === name) ||
                    workloads.some(({ owner }) => owner === `Deployment ${name}`),
            );
            assert.ok(found, `nothing is said of ${name}`);
            return found;
        }, 120);

    it("names a volume whose Secret is missing", async () => {
        const volumes = [{ name: "cert", secret: { secretName: "nowhere" } }];
        const container = { volumeMounts: [{ name: "cert", mountPath: "/cert" }] };
        await apply([pod("mounts", PAUSE_IMAGE, { spec: { volumes }, container })]);
        const fault = await faultOf("mounts");
        assert.equal(fault.obstacle, "volume");
        assert.match(fault.advice, /Create the Secret nowhere/);
    });

    it("names a variable whose ConfigMap is missing", async () => {
        await apply([
            pod("configured", PAUSE_IMAGE, { container: { envFrom: [{ configMapRef: { name: "nowhere" } }] } }),
        ]);
        assert.equal((await faultOf("configured")).obstacle, "configuration");
    });

    it("names a claim that does not exist", async () => {
        await apply([
            pod("claims", PAUSE_IMAGE, {
                spec: {
                    volumes: [{ name: "d", persistentVolumeClaim: { claimName: "nowhere" } }],
                    nodeName: undefined,
                },
            }),
        ]);
        assert.equal((await faultOf("claims")).obstacle, "unboundClaim");
    });

    it("names a pull secret that does not exist", async () => {
        const { image, end } = await inRegistry({ users: { app: "right" } })();
        await apply([pod("secret", image, { spec: { imagePullSecrets: [{ name: "nowhere" }] } })]);
        const fault = await faultOf("secret").finally(() => end?.());
        assert.equal(fault.cause, "pullSecretMissing");
        assert.match(fault.text, /imagePullSecret nowhere does not exist in namespace e2e-stuck-pods/);
    });

    it("names an image of the first schema", async () => {
        const registry = await httpServer(firstSchema);
        await apply([pod("schema", `${registry.address}/app:1.0.0`)]);
        const fault = await faultOf("schema").finally(() => registry.end());
        assert.equal(fault.cause, "unsupportedImage", fault.text);
    });

    it("names a quota that is used up", async () => {
        const metadata = { name: "none", namespace: NAMESPACE };
        await apply([{ apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: { pods: "0" } } }]);
        await apply([deployment("quota", {})]);
        const fault = await faultOf("quota").finally(() =>
            kubectl(["delete", "resourcequota", "none", "-n", NAMESPACE]),
        );
        assert.match(fault.advice, /kubectl describe quota none/);
    });

    it("names a webhook that does not answer", async () => {
        const rules = [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }];
        const webhook = {
            name: "silent.image-delivery.test",
            clientConfig: { url: "https://127.0.0.1:9/" },
            rules,
            objectSelector: { matchLabels: { refused: "true" } },
            admissionReviewVersions: ["v1"],
            sideEffects: "None",
            failurePolicy: "Fail",
        };
        await apply([
            {
                apiVersion: "admissionregistration.k8s.io/v1",
                kind: "ValidatingWebhookConfiguration",
                metadata: { name: NAMESPACE },
                webhooks: [webhook],
            },
            deployment("webhook", { refused: "true" }),
        ]);
        const fault = await faultOf("webhook");
        assert.match(fault.advice, /The admission webhook silent\.image-delivery\.test does not answer/);
    });
});
