import assert from "node:assert/strict";
import { restrictedFaults } from "../../../model/workload/restricted";

const CONTAINER = {
    name: "a",
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};
const POD = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [CONTAINER],
};

const properties = (spec: object) => restrictedFaults({ ...POD, ...spec }).map(({ property }) => property);
const ofContainer = (fields: object) => properties({ containers: [{ ...CONTAINER, ...fields }] });
const ofSecurity = (fields: object) => ofContainer({ securityContext: { ...CONTAINER.securityContext, ...fields } });

/** The rules of k8s.io/pod-security-admission 0.36.3, level "restricted". */
describe('Pod Security "restricted"', () => {
    it("is kept by a pod that says what it asks for", () => {
        assert.deepEqual(properties({}), []);
        assert.deepEqual(
            properties({ volumes: [{ name: "a", csi: {} }, { name: "b", image: {} }, { name: "c" }] }),
            [],
        );
        assert.deepEqual(ofSecurity({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } }), []);
        assert.deepEqual(properties({ securityContext: {}, containers: [] }), []);
    });

    it("is left by what the host shares", () => {
        assert.deepEqual(properties({ hostNetwork: true, hostPID: true }), ["hostNetwork", "hostPID"]);
        assert.deepEqual(properties({ volumes: [{ name: "a", hostPath: { path: "/" } }] }), ["volumes[0].hostPath"]);
        assert.deepEqual(ofContainer({ ports: [{ containerPort: 80, hostPort: 80 }] }), [
            "containers[0].ports[0].hostPort",
        ]);
    });

    it("is left by root, in the pod or in a container", () => {
        assert.deepEqual(properties({ securityContext: { ...POD.securityContext, runAsUser: 0 } }), [
            "securityContext.runAsUser",
        ]);
        assert.deepEqual(ofSecurity({ runAsUser: 0 }), ["containers[0].securityContext.runAsUser"]);
        assert.deepEqual(ofSecurity({ runAsNonRoot: false }), ["containers[0].securityContext.runAsNonRoot"]);
    });

    it("is left by privileges and capabilities", () => {
        assert.deepEqual(ofSecurity({ privileged: true }), ["containers[0].securityContext.privileged"]);
        assert.deepEqual(ofSecurity({ capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }), [
            "containers[0].securityContext.capabilities.add",
        ]);
        assert.deepEqual(ofContainer({ securityContext: {} }), [
            "containers[0].securityContext.allowPrivilegeEscalation",
            "containers[0].securityContext.capabilities.drop",
        ]);
    });

    it("is left without a seccomp profile, or with none that confines", () => {
        assert.deepEqual(properties({ securityContext: { runAsNonRoot: true } }), [
            "containers[0].securityContext.seccompProfile",
        ]);
        assert.deepEqual(ofSecurity({ seccompProfile: { type: "Unconfined" } }), [
            "containers[0].securityContext.seccompProfile.type",
        ]);
    });

    it("counts init containers too, and judges nothing that is not known yet", () => {
        assert.deepEqual(properties({ initContainers: [{ ...CONTAINER, securityContext: { privileged: true } }] }), [
            "initContainers[0].securityContext.privileged",
            "initContainers[0].securityContext.allowPrivilegeEscalation",
            "initContainers[0].securityContext.capabilities.drop",
        ]);
        const later = Promise.resolve({});
        assert.deepEqual(ofContainer({ securityContext: later }), []);
        assert.deepEqual(ofSecurity({ capabilities: later, runAsNonRoot: later }), []);
    });
});
