// The first of docs/recipes.md: a service with a bundle that migrates its PostgreSQL. A Secret stands for the Key Vault volume.
import assert from "node:assert/strict";
import { ImageRollout } from "../../../components";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { KUBECONFIG } from "../../../platform/paths";
import { type KubernetesObject, objects } from "../support/cluster";
import { clusterProvider } from "../support/provider";
import { type Ran, Scenario } from "../support/scenario";
import { startPostgres } from "./postgres/server";
import { pushShop } from "./postgres/shopImage";

const NAME = "e2e-dotnet";
const VAULT = { name: "vault", secret: "shop-database", mountPath: "/mnt/secrets", readOnly: true };
const CONNECTION = { ConnectionStrings__Shop: { name: "shop-database", key: "connection" } };
const IDENTITY = { serviceAccountName: "shop", podLabels: { "azure.workload.identity/use": "true" } };

describe("the recipe of a .NET service with a bundle", () => {
    let image = "";
    const scenario = new Scenario(NAME, async () => {
        new ImageRollout(
            "shop",
            {
                namespace: NAME,
                nodes: 1,
                helperImage: PAUSE_IMAGE,
                cluster: { kubeconfig: KUBECONFIG },
                images: [{ name: "web", image, size: "30MB" }],
                migration: {
                    image: "web",
                    command: ["/shop"],
                    args: ["migrate"],
                    secretEnv: CONNECTION,
                    volumes: [VAULT],
                    runSeconds: 60,
                    ...IDENTITY,
                },
                application: {
                    image: "web",
                    args: ["serve"],
                    port: 8080,
                    readinessPath: "/healthz",
                    livenessPath: "/healthz",
                    probeTimeoutSeconds: 3,
                    env: { DATABASE_URL: "$(ConnectionStrings__Shop)" },
                    envFrom: [{ configMap: "shop-settings" }],
                    secretEnv: CONNECTION,
                    volumes: [VAULT, { name: "tmp", emptyDir: {}, mountPath: "/tmp" }],
                    podTemplate: {
                        spec: {
                            containers: [{ name: "application", securityContext: { readOnlyRootFilesystem: true } }],
                        },
                    },
                    service: { port: 80 },
                    ...IDENTITY,
                },
            },
            { provider: clusterProvider() },
        );
    });
    let ran: Ran;

    before(async () => {
        await scenario.prepare();
        image = await pushShop("e2e/dotnet");
        const host = await startPostgres(NAME, "p4ssw0rd");
        const connection = `postgres://shop:p4ssw0rd@${host}/shop?sslmode=disable`;
        await apply([
            { ...object("v1", "Secret", "shop-database"), stringData: { connection } },
            { ...object("v1", "ConfigMap", "shop-settings"), data: { Logging__LogLevel__Default: "Warning" } },
            object("v1", "ServiceAccount", "shop"),
        ]);
        ran = await scenario.up();
    });
    after(() => scenario.remove());

    it("goes through, under Pod Security restricted", () => {
        assert.equal(ran.failure, undefined, ran.output);
    });

    it("serves what the bundle has written, through its Service", async () => {
        const answer = await kubectl(["get", "--raw", `/api/v1/namespaces/${NAME}/services/shop:http/proxy/version`]);
        assert.equal(answer, '{"orders":1}');
    });

    it("mounts the secrets in both pods, and lets the API write to its own /tmp only", async () => {
        const [migration, api] = await Promise.all([podOf("migration"), podOf("application")]);
        for (const pod of [migration, api]) {
            assert.equal(pod.spec.serviceAccountName, "shop");
            assert.equal(pod.spec.containers[0].volumeMounts[0].mountPath, "/mnt/secrets");
        }
        assert.equal(api.spec.containers[0].securityContext.readOnlyRootFilesystem, true);
        assert.equal(api.spec.volumes[1].emptyDir !== undefined, true);
    });

    async function podOf(component: string): Promise<KubernetesObject> {
        const [pod] = await objects(NAME, "pods", `app.kubernetes.io/component=${component}`);
        assert.ok(pod);
        return pod;
    }
});

function object(apiVersion: string, kind: string, name: string): object {
    return { apiVersion, kind, metadata: { name, namespace: NAME } };
}
