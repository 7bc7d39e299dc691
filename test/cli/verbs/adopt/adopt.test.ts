import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { parse as parseSchema } from "valibot";
import { parse } from "yaml";
import { rolloutSchema } from "../../../../stack/rolloutSchema";
import { ApiServer } from "../../../support/apiServer";
import { writes } from "../../../support/cluster";
import { RegistryServer } from "../../../support/registryServer";
import { runHere as run } from "../../../support/runHere";

const NAMESPACE = "shop";

describe("image-delivery adopt", () => {
    let registry: RegistryServer;
    let image: string;
    let digest: string;
    let server: ApiServer;

    before(async () => {
        registry = await RegistryServer.start();
        ({ digest } = registry.image({ layers: [randomBytes(600_000), randomBytes(400_000)], tag: "1.4" }));
        image = `${registry.host}/shop/api:1.4`;
    });
    after(() => registry.stop());
    beforeEach(async () => {
        server = await ApiServer.start();
        put("deployments", "api", {
            replicas: 2,
            selector: { matchLabels: { app: "api" } },
            template: {
                metadata: { labels: { app: "api", tier: "web", "app.kubernetes.io/instance": "rel" } },
                spec: { containers: [{ name: "api", image, ports: [{ containerPort: 8080 }] }] },
            },
        });
        put("jobs", "migrate", {
            backoffLimit: 2,
            ttlSecondsAfterFinished: 60,
            template: { spec: { restartPolicy: "OnFailure", containers: [{ name: "m", image, args: ["migrate"] }] } },
        });
    });
    afterEach(() => server.down());

    function put(plural: string, name: string, spec: object, more: object = {}): void {
        server.store.put(plural, { metadata: { name, namespace: NAMESPACE }, spec, ...more });
    }

    const adopt = (...words: string[]) => run(["adopt", "--kubeconfig", server.kubeconfig, ...words]);
    const both = ["--deployment", "shop/api", "--job", "shop/migrate"];

    it("prints arguments that the stack's configuration takes, and writes nothing", async () => {
        const { code, stdout, stderr } = await adopt(...both);
        assert.deepEqual([code, stderr], [1, ""]);
        const { config } = parse(stdout);
        const rollout = parseSchema(rolloutSchema, config["aks-image-delivery:rollout"]);
        assert.deepEqual(rollout.images, [
            { name: "api", image: `${registry.host}/shop/api@${digest}`, size: "1MB", layers: 2 },
        ]);
        const [application] = rollout.applications ?? [];
        assert.deepEqual(
            [application?.name, application?.image, application?.replicas, application?.port, application?.podLabels],
            ["api", "api", 2, 8080, { app: "api", tier: "web" }],
        );
        assert.deepEqual(rollout.migrations, [
            { name: "migrate", image: "api", args: ["migrate"], resources: { requests: {} }, backoffLimit: 2 },
        ]);
        assert.deepEqual(writes(server), []);
    });

    it("names what cannot be kept, and what changes", async () => {
        const { stdout } = await adopt(...both);
        assert.match(stdout, /# Job migrate becomes the migration shop-migrate, which runs once more/);
        assert.match(
            stdout,
            /# Deployment api is replaced by shop-api, which starts next to it\. When that serves: kubectl scale/,
        );
        assert.match(stdout, /# {3}cannot be kept:\n# {5}- spec\.ttlSecondsAfterFinished: the Job stays/);
        assert.match(stdout, /- spec\.restartPolicy: was OnFailure/);
        assert.match(stdout, /- metadata\.labels\[app\.kubernetes\.io\/instance\]: was rel/);
        assert.match(stdout.replace(/\n# +/g, " "), /spec\.securityContext\.runAsUser, .* which runs as root/);
    });

    it("pins what runs, and not what the tag means today", async () => {
        const running = registry.image({ layers: [randomBytes(300_000)] });
        const status = (imageID: string) => ({ status: { containerStatuses: [{ name: "api", imageID }] } });
        const pod = { containers: [{ name: "api", image }] };
        const id = `${registry.host}/shop/api@${running.digest}`;
        server.store.put("pods", {
            metadata: { name: "a", namespace: NAMESPACE, labels: { app: "api" } },
            spec: pod,
            ...status(id),
        });
        const pinned = async () =>
            JSON.parse((await adopt("--deployment", "shop/api", "-o", "json")).stdout).rollout.images[0];
        assert.deepEqual(await pinned(), { name: "api", image: id, size: "300kB", layers: 1 });
        const other = `${registry.host}/shop/api@${digest}`;
        server.store.put("pods", {
            metadata: { name: "b", namespace: NAMESPACE, labels: { app: "api" } },
            spec: pod,
            ...status(other),
        });
        assert.equal((await pinned()).image, other);
    });

    it("tells which Services find the new pods too, and what to do about the others", async () => {
        put("services", "front", { selector: { app: "api" } });
        put("services", "chart", { selector: { app: "api", "app.kubernetes.io/instance": "rel" } });
        put("services", "other", { selector: { app: "other" } });
        const { stdout } = await adopt("--deployment", "shop/api");
        const plain = stdout.replace(/\n# +/g, " ");
        assert.match(plain, /Service front selects the new pods too/);
        assert.match(
            plain,
            /Service chart does not .*app\.kubernetes\.io\/instance.*kubectl patch service chart -n shop/,
        );
        assert.doesNotMatch(stdout, /Service other/);
    });

    it("takes a Deployment over in place where its selector is the component's own", async () => {
        const own = {
            "app.kubernetes.io/component": "application",
            "app.kubernetes.io/managed-by": "aks-image-delivery",
            "app.kubernetes.io/instance": "api",
        };
        const template = { metadata: { labels: own }, spec: { containers: [{ name: "application", image }] } };
        put("deployments", "api", { selector: { matchLabels: own }, template });
        const { code, stdout } = await adopt("--deployment", "shop/api");
        assert.equal(code, 0);
        const rollout = parse(stdout).config["aks-image-delivery:rollout"];
        assert.deepEqual([rollout.name, rollout.application.image, rollout.applications], ["api", "api", undefined]);
        assert.match(stdout, /is taken over in place/);
    });

    it("says what to set in the chart that a workload is from", async () => {
        const labels = { app: "api" };
        server.store.put("deployments", {
            metadata: { name: "api", namespace: NAMESPACE, ...{ annotations: { "meta.helm.sh/release-name": "rel" } } },
            spec: { replicas: 2, template: { metadata: { labels }, spec: { containers: [{ name: "api", image }] } } },
        });
        const plain = (await adopt(...both)).stdout.replace(/\n# +/g, " ");
        assert.match(
            plain,
            /Deployment api belongs to the Helm release rel, .*derivedDeadlines\(\{ size: "1MB", replicas: 2 \}\)/,
        );
        assert.doesNotMatch(plain, /Job migrate is .* of a chart/);
    });

    it("leaves replicas to an autoscaler, and names it", async () => {
        put("horizontalpodautoscalers", "api", { scaleTargetRef: { kind: "Deployment", name: "api" } });
        const { stdout } = await adopt("--deployment", "shop/api");
        assert.equal(parse(stdout).config["aks-image-delivery:rollout"].applications[0].replicas, undefined);
        assert.match(stdout, /spec\.replicas: is left to the HorizontalPodAutoscaler api/);
    });

    it("says which size is missing, and prints the rest", async () => {
        put("deployments", "api", {
            template: { spec: { containers: [{ name: "api", image: `${registry.host}/gone:1` }] } },
        });
        const { code, stdout } = await adopt("--deployment", "shop/api");
        assert.equal(code, 1);
        assert.deepEqual(parse(stdout).config["aks-image-delivery:rollout"].images, [
            { name: "gone", image: `${registry.host}/gone:1` },
        ]);
        assert.match(stdout, /# No size for .*gone:1/);
    });

    it("refuses what it cannot describe, in one line", async () => {
        put("deployments", "shop-api", {});
        for (const [words, text] of [
            [[], /nothing to adopt: give --deployment/],
            [["--deployment", "a/b/c"], /"a\/b\/c" is not a Deployment; write NAMESPACE\/NAME/],
            [["--deployment", "shop/api", "other/web"], /one namespace, and these are shop and other/],
            [["--deployment", "shop/none"], /cannot get deployments "none" in namespace "shop".*not found/],
            [["--deployment", "shop/api"], /has a Deployment shop-api already.*give another --name/],
        ] as const) {
            const { code, stderr } = await adopt(...words);
            assert.equal(code, 2, stderr);
            assert.match(stderr, text);
            assert.equal(stderr.trimEnd().split("\n").length, 1);
        }
    });
});
