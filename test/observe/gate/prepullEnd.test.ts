import assert from "node:assert/strict";
import { leftBy } from "../../../model/nodes/letIn";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { waitForPrepull } from "../../../observe/gate/prepull";
import { endPrepulls } from "../../../observe/gate/prepullEnd";
import { ApiServer } from "../../support/apiServer";
import { daemonSet, NAMESPACE, node, prepullPod } from "../../support/objects";
import { prepullOptions } from "../../support/prepullWait";

const NAME = "zoneapi-0123456789ab";
const IMAGE = `acr1.azurecr.io/zoneapi@sha256:${"0".repeat(64)}`;
const WARM = warmLabel("node-warmup", "platform");
const BY_HAND = "warm.aks-image-delivery/by-hand";

describe("the end of pre-pull pods", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        server.store.put("daemonsets", daemonSet(NAME));
    });
    afterEach(() => server.down());

    const end = () =>
        endPrepulls({
            access: { kubeconfig: server.kubeconfig },
            namespace: NAMESPACE,
            daemonSets: [NAME],
            selection: { nodeSelector: { pool: "apps" } },
        });
    const patches = () => server.requests.filter(({ method }) => method === "PATCH");
    const affinity = () => {
        const [patch] = patches();
        assert.equal(patch?.path, `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets/${NAME}`);
        assert.equal(patch.headers["content-type"], "application/merge-patch+json");
        return JSON.parse(patch.body).spec.template.spec.affinity;
    };

    it("is on nodes with the label of any hold, counts those, and names no hold of other nodes", async () => {
        const held = { labels: { pool: "apps" }, taints: [{ key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" }] };
        server.store.put("nodes", node("aks-1", { labels: { pool: "apps", [WARM]: "true" } }));
        server.store.put("nodes", node("aks-2", { labels: { pool: "apps" } }));
        server.store.put("nodes", node("aks-3", held));
        server.store.put("nodes", node("gpu-1", { labels: { pool: "gpu", [warmLabel("gpu", "platform")]: "true" } }));
        assert.equal(await end(), 1);
        assert.deepEqual(leftBy(affinity()), [BY_HAND, WARM]);
    });

    it("leaves pods where no node was let in, until somebody labels one", async () => {
        server.store.put("nodes", node("aks-1"));
        assert.equal(await end(), 0);
        assert.deepEqual(leftBy(affinity()), [BY_HAND]);
    });

    it("names the right that is missing", async () => {
        server.fault = ({ method }) =>
            method === "PATCH" ? { code: 403, message: "daemonsets is forbidden" } : undefined;
        await assert.rejects(end(), (error: Error) => {
            assert.match(error.message, /patch/);
            assert.match(error.message, /daemonsets/);
            assert.ok(error.message.includes(NAMESPACE), error.message);
            return true;
        });
    });

    const wait = () => {
        const selection = { nodeSelector: { pool: "apps" } };
        return waitForPrepull(prepullOptions(server, { daemonSet: NAME, image: IMAGE, selection }));
    };

    it("is undone before a gate waits again, and only then", async () => {
        const before = server.store.put("daemonsets", daemonSet(NAME)).spec;
        server.store.put("nodes", node("aks-1"));
        server.store.put("pods", prepullPod(NAME, "aks-1", IMAGE, true));
        await wait();
        assert.deepEqual(patches(), []);
        await end();
        await wait();
        await wait();
        assert.equal(patches().length, 2);
        assert.deepEqual(server.store.get({ plural: "daemonsets", namespace: NAMESPACE }, NAME)?.spec, before);
    });
});
