import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../../components/prepull/imagePrepull";
import { NodeWarmup } from "../../../components/warmup/nodeWarmup";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { failed, type Recorded, recorded, refused } from "../../support/harness";

const ARGS = { namespace: "platform", kubectlImage: `acr1.azurecr.io/kubectl@sha256:${"a".repeat(64)}` };
const LABEL = "warm.aks-image-delivery/hold.platform";

const held = (args: object = {}) => recorded(() => new NodeWarmup("hold", { ...ARGS, ...args }));
const pods = ({ one }: Recorded) => ["hold", "hold-companion"].map((name) => podOf(one("DaemonSet", name)));
const podOf = ({ inputs }: ReturnType<Recorded["one"]>) => inputs.spec.template.spec;

describe("NodeWarmup", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("waits for the pre-pulls of its node, twice, takes the taint away, and marks the node", async () => {
        const [hold] = pods(await held());
        const wait =
            "wait pods --all-namespaces --selector=app.kubernetes.io/component in (image-prepull,node-warmup-companion)," +
            "app.kubernetes.io/managed-by=aks-image-delivery --field-selector=spec.nodeName=$(NODE_NAME) " +
            "--for=condition=Ready --timeout=3m";
        const words = [...hold.initContainers, ...hold.containers].map(({ args }) => args.join(" "));
        assert.deepEqual(words, [
            wait,
            wait,
            `taint node $(NODE_NAME) ${DEFAULT_STARTUP_TAINT}=:PreferNoSchedule --overwrite`,
            `taint node $(NODE_NAME) ${DEFAULT_STARTUP_TAINT}-`,
            `label node $(NODE_NAME) ${LABEL}=true --overwrite`,
        ]);
        for (const { env, image } of [...hold.initContainers, ...hold.containers]) {
            assert.deepEqual(env, [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }]);
            assert.equal(image, ARGS.kubectlImage);
        }
    });

    it("waits for pods that carry the labels of a pre-pull, and for its companion's", async () => {
        const { one } = await recorded(() => {
            new NodeWarmup("hold", ARGS);
            new ImagePrepull("api", PULLED);
        });
        const selector = podOf(one("DaemonSet", "hold")).initContainers[0].args[3];
        const [, roles, managedBy] = /component in \((.*)\),app\.kubernetes\.io\/managed-by=(.*)$/.exec(selector) ?? [];
        for (const name of ["api", "hold-companion"]) {
            const { labels } = one("DaemonSet", name).inputs.spec.template.metadata;
            assert.ok(roles?.split(",").includes(labels["app.kubernetes.io/component"]), name);
            assert.equal(labels["app.kubernetes.io/managed-by"], managedBy);
        }
    });

    it("runs on nodes that were not let in yet, born with the taint or not, and on no other", async () => {
        const own = { key: "dedicated", operator: "Exists" };
        for (const pod of pods(await held({ tolerations: [own], nodeSelector: { agentpool: "apps" } }))) {
            const [term] = pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
            assert.deepEqual(term.matchExpressions, [{ key: LABEL, operator: "DoesNotExist" }]);
            assert.deepEqual(pod.tolerations, [own, { key: DEFAULT_STARTUP_TAINT, operator: "Exists" }]);
            assert.deepEqual(pod.nodeSelector, { agentpool: "apps" });
        }
    });

    it('runs under Pod Security "restricted", with a token only where kubectl needs it', async () => {
        const [hold, companion] = pods(await held());
        assert.equal(hold.automountServiceAccountToken, true);
        assert.equal(hold.serviceAccountName, "hold");
        assert.equal(companion.automountServiceAccountToken, false);
        assert.equal(companion.serviceAccountName, undefined);
        for (const pod of [hold, companion]) {
            assert.equal(pod.securityContext.runAsNonRoot, true);
            assert.deepEqual(pod.securityContext.seccompProfile, { type: "RuntimeDefault" });
            for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
                assert.equal(container.securityContext.allowPrivilegeEscalation, false);
                assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
                assert.equal(container.imagePullPolicy, "IfNotPresent");
            }
        }
    });

    it("has no right before the policy is in force", async () => {
        const { one } = await held();
        const [policy, inForce] = [one("ValidatingAdmissionPolicy"), one("ValidatingAdmissionPolicyBinding")];
        const binding = one("ClusterRoleBinding");
        for (const { urn } of [policy, inForce]) {
            assert.ok(binding.dependencies.includes(urn), urn);
        }
        assert.ok(one("DaemonSet", "hold").dependencies.includes(binding.urn));
        assert.deepEqual(inForce.inputs.spec, { policyName: "hold.platform", validationActions: ["Deny"] });
        assert.equal(policy.inputs.spec.failurePolicy, "Fail");
        assert.equal(
            policy.inputs.spec.matchConditions[0].expression,
            "request.userInfo.username == 'system:serviceaccount:platform:hold'",
        );
        assert.deepEqual(one("ClusterRole").inputs.rules, [
            { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
            { apiGroups: [""], resources: ["nodes"], verbs: ["get", "patch"] },
        ]);
    });

    it("shares no object and no label with another hold of the cluster", async () => {
        const { resources } = await recorded(() => {
            new NodeWarmup("hold", ARGS);
            new NodeWarmup("other", { ...ARGS, startupTaint: "example.com/gpu" });
            new NodeWarmup("hold2", { ...ARGS, namespace: pulumi.output("gpu") });
        });
        const named = resources
            .filter(({ custom }) => custom)
            .map(({ type, inputs }) => `${type} ${inputs.metadata.namespace} ${inputs.metadata.name}`);
        assert.equal(named.length, 21);
        assert.equal(new Set(named).size, named.length);
    });

    it("takes another taint, and gives it and the label as outputs", async () => {
        let outputs: unknown;
        const { one } = await recorded(() => {
            const { startupTaint, warmLabel, daemonSet } = new NodeWarmup("hold", {
                ...ARGS,
                startupTaint: "example.com/cold",
            });
            pulumi.output({ startupTaint, warmLabel, daemonSet }).apply((known) => {
                outputs = known;
            });
        });
        assert.deepEqual(outputs, { startupTaint: "example.com/cold", warmLabel: LABEL, daemonSet: "hold" });
        const { initContainers, tolerations } = podOf(one("DaemonSet", "hold"));
        assert.deepEqual(tolerations, [{ key: "example.com/cold", operator: "Exists" }]);
        assert.equal(initContainers[3].args[3], "example.com/cold-");
    });

    it("is refused with all faults in one error, before anything is created", async () => {
        const args = {
            namespace: "platform",
            kubectlImage: "registry.k8s.io/kubectl:latest",
            startupTaint: "cold=yes:NoSchedule",
            kubernetesVersion: "1.34.2",
        };
        const { text, resources } = await failed(() => new NodeWarmup("Hold", args));
        assert.deepEqual(resources, []);
        assert.ok(text.startsWith('NodeWarmup "Hold" was refused:\n  - '), text);
        for (const given of [
            'name: "Hold" cannot name a Kubernetes object',
            "kubectlImage: image registry.k8s.io/kubectl:latest",
            'startupTaint: "cold=yes:NoSchedule" is not a key',
            "kubernetesVersion: new nodes are held from Kubernetes 1.35 on, and this is 1.34.2",
        ]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
    });

    it("is refused with both versions also where that of the cluster is known late", async () => {
        const kubernetesVersion = pulumi.output(Promise.resolve("1.34.2"));
        const { text, resources } = await failed(() => new NodeWarmup("hold", { ...ARGS, kubernetesVersion }));
        assert.match(text, /1\.35 on, and this is 1\.34\.2/);
        assert.ok(!resources.some(({ custom }) => custom));
        assert.match(
            await refused(() => new NodeWarmup("hold", { ...ARGS, kubernetesVersion: "old" })),
            /"old" is not one; write it as 1\.35/,
        );
    });
});
