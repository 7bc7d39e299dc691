import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import {
    autoscalersOf,
    deploymentNames,
    runningDigests,
    runningServices,
    runningWorkload,
} from "../../../observe/pods/running";
import { ApiServer } from "../../support/apiServer";
import { IMAGE } from "../../support/images";
import type { StoredObject } from "../../support/objectStore";
import { NAMESPACE } from "../../support/objects";
import { podObject } from "../../support/podObjects";

const WEB = { kind: "Deployment", namespace: NAMESPACE, name: "web" } as const;
const MIGRATE = { kind: "Job", namespace: NAMESPACE, name: "migrate" } as const;
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

describe("what runs in a namespace", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    function put(plural: string, name: string, more: object = {}, metadata: object = {}): void {
        server.store.put(plural, { metadata: { name, namespace: NAMESPACE, ...metadata }, ...more } as StoredObject);
    }

    function refuse(plural: string): void {
        server.fault = ({ path }) => (path.endsWith(`/${plural}`) ? { code: 403 } : undefined);
    }

    it("is a Deployment with its spec and the chart that made it", async () => {
        const annotations = { "meta.helm.sh/release-name": "shop" };
        put("deployments", "web", { spec: { replicas: 3 } }, { annotations });
        const expected = { ...WEB, spec: { replicas: 3 }, ranSeconds: undefined, chart: { release: "shop" } };
        assert.deepEqual(await runningWorkload(client, WEB), expected);
        assert.equal(server.requests[0]?.path, `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/web`);
    });

    it("is a Job, with how long it ran once it is complete", async () => {
        const startTime = "2026-03-01T10:00:00Z";
        put("jobs", "migrate", { status: { startTime, completionTime: "2026-03-01T10:01:30Z" } });
        const { spec, ranSeconds, chart } = await runningWorkload(client, MIGRATE);
        assert.deepEqual([spec, ranSeconds, chart], [{}, 90, undefined]);
        for (const status of [{ startTime }, { completionTime: startTime }, undefined]) {
            put("jobs", "migrate", { status });
            assert.equal((await runningWorkload(client, MIGRATE)).ranSeconds, undefined);
        }
    });

    it("names the Job that is not there", async () => {
        await assert.rejects(runningWorkload(client, MIGRATE), /cannot get jobs "migrate" in namespace "shop"/);
    });

    describe("by digest", () => {
        const workload = (matchLabels: object) => ({ ...WEB, spec: { selector: { matchLabels } } });

        function pod(name: string, imageId: string | undefined, app = "web"): void {
            const { status, ...object } = podObject({ name, metadata: { labels: { app } } });
            const containerStatuses = [{ name: "app", imageID: imageId, state: { running: {} } }];
            server.store.put("pods", { ...object, status: { ...(status as object), containerStatuses } });
        }

        it("is what the pods of the workload agree on", async () => {
            pod("web-1", `acr1/web@${digest("1")}`);
            pod("web-2", `acr1/web@${digest("1")}`);
            pod("web-3", undefined);
            pod("other", `acr1/web@${digest("2")}`, "other");
            assert.deepEqual([...(await runningDigests(client, workload({ app: "web" })))], [[IMAGE, digest("1")]]);
        });

        it("is not known where a tag was moved between two pods", async () => {
            pod("web-1", `acr1/web@${digest("1")}`);
            pod("web-2", `acr1/web@${digest("2")}`);
            assert.equal((await runningDigests(client, workload({ app: "web" }))).size, 0);
        });

        it("is not taken from an image ID that is not of a registry, or not whole", async () => {
            pod("web-1", digest("1"));
            pod("web-2", `acr1/web@${digest("1")}0`);
            assert.equal((await runningDigests(client, workload({ app: "web" }))).size, 0);
        });

        it("is none of all pods of the namespace where the workload selects none", async () => {
            pod("web-1", `acr1/web@${digest("1")}`);
            assert.equal((await runningDigests(client, workload({}))).size, 0);
            assert.equal(server.requests.length, 0);
        });

        it("is not known where pods may not be read", async () => {
            pod("web-1", `acr1/web@${digest("1")}`);
            refuse("pods");
            assert.equal((await runningDigests(client, workload({ app: "web" }))).size, 0);
        });
    });

    it("is behind Services, with what they select", async () => {
        put("services", "web", { spec: { selector: { app: "web" } } });
        put("services", "outside");
        const expected = [
            { name: "web", selector: { app: "web" } },
            { name: "outside", selector: {} },
        ];
        assert.deepEqual(await runningServices(client, NAMESPACE), expected);
        refuse("services");
        assert.deepEqual(await runningServices(client, NAMESPACE), []);
    });

    it("is scaled by the autoscalers that name the Deployment", async () => {
        put("horizontalpodautoscalers", "own", { spec: { scaleTargetRef: { kind: "Deployment", name: "web" } } });
        put("horizontalpodautoscalers", "other", { spec: { scaleTargetRef: { kind: "Deployment", name: "api" } } });
        put("horizontalpodautoscalers", "set", { spec: { scaleTargetRef: { kind: "StatefulSet", name: "web" } } });
        assert.deepEqual(await autoscalersOf(client, WEB), ["own"]);
        assert.equal(server.requests[0]?.path, `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`);
        refuse("horizontalpodautoscalers");
        assert.deepEqual(await autoscalersOf(client, WEB), []);
    });

    it("is known by the names of its Deployments", async () => {
        put("deployments", "web");
        put("deployments", "far", {}, { namespace: "elsewhere" });
        assert.deepEqual(await deploymentNames(client, NAMESPACE), ["web"]);
        refuse("deployments");
        assert.deepEqual(await deploymentNames(client, NAMESPACE), []);
    });
});
