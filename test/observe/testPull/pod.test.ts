import assert from "node:assert/strict";
import { restrictedFaults } from "../../../model/workload/restricted";
import { testPullPod } from "../../../observe/testPull/pod";
import { IMAGE } from "../../support/images";

const OPTIONS = { name: "test-pull-1-0", namespace: "shop", run: "1", image: IMAGE, timeoutSeconds: 300 };
const specOf = (different: Partial<Parameters<typeof testPullPod>[0]> = {}) =>
    testPullPod({ ...OPTIONS, ...different }).spec;

describe("the pod of a test pull", () => {
    it("asks the registry, runs nothing, ends on its own after its run, and takes little of its node", () => {
        const spec = specOf();
        const [container] = spec?.containers ?? [];
        assert.deepEqual([container?.image, container?.imagePullPolicy], [IMAGE, "Always"]);
        assert.deepEqual([spec?.restartPolicy, spec?.activeDeadlineSeconds], ["Never", 360]);
        assert.deepEqual([spec?.terminationGracePeriodSeconds, spec?.enableServiceLinks], [1, false]);
        assert.equal(spec?.automountServiceAccountToken, false);
        assert.deepEqual(container?.resources?.limits, { memory: "64Mi" });
        assert.deepEqual(Object.keys(container?.resources?.requests ?? {}), ["cpu", "memory"]);
    });

    it('is fit for Pod Security "restricted", and writes nothing', () => {
        assert.deepEqual(restrictedFaults(JSON.parse(JSON.stringify(specOf()))), []);
        assert.equal(specOf()?.containers[0]?.securityContext?.readOnlyRootFilesystem, true);
    });

    it("goes to the node that is asked for past the scheduler, or leaves the choice to it", () => {
        const [asked, free] = [specOf({ node: "aks-7" }), specOf()];
        assert.deepEqual([asked?.nodeName, asked?.tolerations], ["aks-7", [{ operator: "Exists" }]]);
        assert.deepEqual([free?.nodeName, free?.tolerations], [undefined, undefined]);
        assert.deepEqual(free?.nodeSelector, { "kubernetes.io/os": "linux" });
    });

    it("pulls with the secret that is asked for", () => {
        assert.deepEqual(specOf({ imagePullSecret: "regcred" })?.imagePullSecrets, [{ name: "regcred" }]);
        assert.equal(specOf()?.imagePullSecrets, undefined);
    });

    it("tells a later run whose it is", () => {
        const { labels, annotations, name, namespace } = testPullPod(OPTIONS).metadata ?? {};
        assert.deepEqual([name, namespace, labels?.["aks-image-delivery/run"]], ["test-pull-1-0", "shop", "1"]);
        assert.equal(annotations?.["aks-image-delivery/process"], String(process.pid));
    });
});
