// docs/adopting.md, step by step: a service and its migration that kubectl made move under a rollout, and nobody who asks
// their Service notices.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { KUBECONFIG } from "../../../platform/paths";
import { run } from "../../support/run";
import { objects } from "../support/cluster";
import { freshImage, type Ran, Scenario } from "../support/scenario";

const NAME = "e2e-adopt";
const ADDRESS = `/api/v1/namespaces/${NAME}/services/api:80/proxy/version`;

describe("image-delivery adopt", () => {
    const scenario = new Scenario(NAME);
    let ran: Ran;
    let asked: () => Promise<{ answers: number; missed: number }>;

    before(async () => {
        await scenario.prepare();
        const { reference } = await freshImage("e2e/adopt", { sample: true });
        await apply([job(reference)]);
        await kubectl(["wait", "--for=condition=complete", "job/migrate", "-n", NAME, "--timeout=120s"]);
        await apply([deployment(reference), service()]);
        await kubectl(["rollout", "status", "deployment/api", "-n", NAME, "--timeout=120s"]);
        asked = ask();
        const described = await adopted();
        assert.equal(described.code, 0, described.stderr);
        const { rollout } = JSON.parse(described.stdout);
        const platform = { nodes: 1, helperImage: PAUSE_IMAGE, cluster: { kubeconfig: KUBECONFIG } };
        scenario.configure({ rollout: { ...rollout, ...platform } });
        ran = await scenario.up();
    });
    after(async () => {
        await asked?.();
        await scenario.remove();
    });

    it("describes both so that the stack takes them, and the update goes through", () => {
        assert.equal(ran.failure, undefined, ran.output);
    });

    it("has both Deployments behind the one Service, with the same image", async () => {
        const pods = await objects(NAME, "pods", "app=api");
        assert.equal(pods.length, 2);
        assert.equal(new Set(pods.map(({ spec }) => spec.containers[0].image)).size, 1);
        assert.deepEqual((await endpoints()).length, 2);
    });

    it("serves all the time while the old one goes", async () => {
        await kubectl(["scale", "deployment", "api", "-n", NAME, "--replicas", "0"]);
        await kubectl([
            "wait",
            "--for=delete",
            "pods",
            "-l",
            "app=api,!app.kubernetes.io/managed-by",
            "-n",
            NAME,
            "--timeout=60s",
        ]);
        await kubectl(["delete", "deployment", "api", "-n", NAME]);
        const { answers, missed } = await asked();
        assert.ok(answers > 10, `${answers} answers`);
        assert.equal(missed, 0);
        assert.deepEqual((await endpoints()).length, 1);
    });
});

function adopted() {
    const names = ["--deployment", `${NAME}/api`, "--job", `${NAME}/migrate`, "--name", "shop"];
    return run(["adopt", "--kubeconfig", KUBECONFIG, ...names, "-o", "json"]);
}

/** Asks the Service until the result is wanted. Whoever asks tries once more, as every client does while a pod ends. */
function ask(): () => Promise<{ answers: number; missed: number }> {
    let wanted = false;
    const counts = { answers: 0, missed: 0 };
    const answered = () => kubectl(["get", "--raw", ADDRESS]).then(Boolean, () => false);
    const asking = (async () => {
        while (!wanted) {
            const isAnswered = (await answered()) || (await answered());
            counts[isAnswered ? "answers" : "missed"] += 1;
            await sleep(200);
        }
    })();
    return async () => {
        wanted = true;
        await asking;
        return counts;
    };
}

async function endpoints(): Promise<unknown[]> {
    const slices = await objects(NAME, "endpointslices", "kubernetes.io/service-name=api");
    return (slices as unknown as { endpoints?: { conditions: { ready: boolean } }[] }[]).flatMap(({ endpoints = [] }) =>
        endpoints.filter(({ conditions }) => conditions.ready),
    );
}

function deployment(image: string): object {
    const labels = { app: "api" };
    const own = { ...pod(image, "serve"), terminationGracePeriodSeconds: 5 };
    const [container] = own.containers;
    const probed = { ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: "/healthz", port: 8080 } } };
    return {
        ...object("apps/v1", "Deployment", "api"),
        spec: {
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: { ...own, containers: [{ ...container, ...probed }] },
            },
        },
    };
}

function job(image: string): object {
    const template = { spec: { ...pod(image, "migrate"), restartPolicy: "Never" } };
    return { ...object("batch/v1", "Job", "migrate"), spec: { backoffLimit: 1, template } };
}

function service(): object {
    const spec = { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] };
    return { ...object("v1", "Service", "api"), spec };
}

function pod(image: string, word: string) {
    const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    return {
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 1654,
            fsGroup: 1654,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
            {
                name: "shop",
                image,
                args: [word],
                env: [{ name: "DATABASE", value: "/data/sample.db" }],
                volumeMounts: [{ name: "database", mountPath: "/data" }],
                securityContext: restricted,
            },
        ],
        volumes: [{ name: "database", persistentVolumeClaim: { claimName: "database" } }],
    };
}

function object(apiVersion: string, kind: string, name: string): object {
    return { apiVersion, kind, metadata: { name, namespace: NAME } };
}
