// A PostgreSQL server in a namespace of a test: what stands for Azure Database for PostgreSQL, which is outside of every release.
import assert from "node:assert/strict";
import { apply, kubectl } from "../../../../platform/kubernetes/kubectl";
import { objects } from "../../support/cluster";
import { POSTGRES_USER, pushPostgres } from "./image";

const LABELS = { app: "postgres" };

/** Starts it, and returns its address. User and database are called `shop`. */
export async function startPostgres(namespace: string, password: string): Promise<string> {
    const { reference } = await pushPostgres("e2e/postgres");
    await apply([pod(namespace, reference, password)]);
    await kubectl(["wait", "--for=condition=Ready", "pod/postgres", "-n", namespace, "--timeout=120s"]);
    const [server] = await objects(namespace, "pods", "app=postgres");
    assert.ok(server?.status.podIP);
    return server.status.podIP;
}

function pod(namespace: string, image: string, password: string): object {
    const settings = { POSTGRES_USER: "shop", POSTGRES_DB: "shop", POSTGRES_PASSWORD: password, PGDATA: "/data/pg" };
    const container = {
        name: "postgres",
        image,
        env: Object.entries(settings).map(([name, value]) => ({ name, value })),
        readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        volumeMounts: ["data", "tmp"].map((name) => ({ name, mountPath: `/${name}` })),
    };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "postgres", namespace, labels: LABELS },
        spec: {
            containers: [container],
            securityContext: {
                runAsNonRoot: true,
                runAsUser: POSTGRES_USER,
                fsGroup: POSTGRES_USER,
                seccompProfile: { type: "RuntimeDefault" },
            },
            volumes: ["data", "tmp"].map((name) => ({ name, emptyDir: {} })),
        },
    };
}
