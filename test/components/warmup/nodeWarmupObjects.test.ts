import assert from "node:assert/strict";
import { NodeWarmup } from "../../../components/warmup/nodeWarmup";
import { STARTUP_TAINT_ANNOTATION } from "../../../model/kubernetes/labels";
import { holdPolicy } from "../../../model/nodes/holdPolicy";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { recorded, refused } from "../../support/harness";

const ARGS = { namespace: "platform", kubectlImage: `acr1.azurecr.io/kubectl@sha256:${"a".repeat(64)}` };
const LABEL = "warm.aks-image-delivery/hold.platform";

const held = () => recorded(() => new NodeWarmup("hold", ARGS));

describe("the objects of a NodeWarmup", () => {
    it("takes little of a node, for as short as it can, and nobody waits for it", async () => {
        const result = await held();
        for (const name of ["hold", "hold-companion"]) {
            const { metadata, spec } = result.one("DaemonSet", name).inputs;
            assert.equal(metadata.annotations["pulumi.com/skipAwait"], "true");
            assert.equal(metadata.annotations[STARTUP_TAINT_ANNOTATION], DEFAULT_STARTUP_TAINT);
            assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels);
            assert.deepEqual(metadata.labels, spec.template.metadata.labels);
            assert.deepEqual(spec.updateStrategy, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } });
            const {
                enableServiceLinks,
                terminationGracePeriodSeconds,
                initContainers = [],
                containers,
            } = spec.template.spec;
            assert.deepEqual([enableServiceLinks, terminationGracePeriodSeconds], [false, 1]);
            for (const { resources, securityContext } of [...initContainers, ...containers]) {
                assert.deepEqual(Object.keys(resources.requests), ["cpu", "memory"]);
                assert.equal(securityContext.readOnlyRootFilesystem, true);
            }
        }
    });

    it("gives its account only what it needs, on the nodes alone", async () => {
        const { one } = await held();
        const account = one("ServiceAccount").inputs;
        assert.deepEqual([account.metadata.name, account.metadata.namespace], ["hold", "platform"]);
        assert.equal(account.automountServiceAccountToken, false);
        const { metadata, roleRef, subjects } = one("ClusterRoleBinding").inputs;
        assert.equal(metadata.name, "hold.platform");
        assert.deepEqual(roleRef, {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "ClusterRole",
            name: "hold.platform",
        });
        assert.deepEqual(subjects, [{ kind: "ServiceAccount", name: "hold", namespace: "platform" }]);
        const { matchConstraints, validations } = one("ValidatingAdmissionPolicy").inputs.spec;
        const nodes = { apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["nodes"] };
        assert.deepEqual(matchConstraints, { resourceRules: [nodes] });
        assert.deepEqual(validations, holdPolicy(DEFAULT_STARTUP_TAINT, LABEL));
    });

    it("has copies of its images under a prefix, and needs to know where kubectl is", async () => {
        const { namespace } = ARGS;
        const under = await recorded(() => new NodeWarmup("hold", { namespace, imagePrefix: "r.io/copies" }));
        for (const name of ["hold", "hold-companion"]) {
            const [container] = under.one("DaemonSet", name).inputs.spec.template.spec.containers;
            assert.match(container.image, /^r\.io\/copies\//);
        }
        assert.match(
            await refused(() => new NodeWarmup("hold", { namespace })),
            /kubectlImage: is missing; give an image whose entrypoint is kubectl, or imagePrefix/,
        );
        assert.match(
            await refused(() => new NodeWarmup("hold", { namespace, kubectlImage: "Not A Reference" })),
            /kubectlImage: image reference "Not A Reference" is not valid/,
        );
    });
});
