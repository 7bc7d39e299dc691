import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { declaredSizes } from "../../../observe/pods/declaredSizes";
import { ApiServer } from "../../support/apiServer";
import { NAMESPACE } from "../../support/objects";

const OURS = {
    "app.kubernetes.io/component": "image-prepull",
    "app.kubernetes.io/managed-by": "aks-image-delivery",
};
const MOUNTED = {
    volumes: [
        { name: "tools", emptyDir: {} },
        { name: "image", image: { reference: "acr1/api:1" } },
    ],
};

describe("the declared sizes of a cluster's images", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    function put(name: string, size: string | undefined, pod: object = {}, labels: object = OURS): void {
        const spec = { containers: [{ name: "hold", image: `acr1/${name}:1` }], ...pod };
        const annotations = size === undefined ? {} : { "aks-image-delivery/size": size };
        const metadata = { name, namespace: NAMESPACE, ...{ labels, annotations } };
        server.store.put("daemonsets", { metadata, spec: { template: { spec } } } as never);
    }

    async function sizes(): Promise<Map<string, number>> {
        return declaredSizes(await kubernetesClient({ kubeconfig: server.kubeconfig }), NAMESPACE);
    }

    it("are those of pre-pulls: of the mounted image, and else of the one that runs", async () => {
        put("mounts", "650MB", MOUNTED);
        put("runs", "1Gi");
        assert.deepEqual([...(await sizes())].sort(), [
            ["acr1/api:1", 650e6],
            ["acr1/runs:1", 2 ** 30],
        ]);
    });

    it("leave out what is not a size, what declares none, and the DaemonSets of others", async () => {
        put("faulty", "650 megs");
        put("silent", undefined);
        put("others", "650MB", {}, { app: "logs" });
        assert.deepEqual([...(await sizes())], []);
    });

    it("are none where DaemonSets may not be read", async () => {
        put("runs", "650MB");
        server.fault = ({ path }) => (path.endsWith("/daemonsets") ? { code: 403 } : undefined);
        assert.equal((await sizes()).size, 0);
    });
});
