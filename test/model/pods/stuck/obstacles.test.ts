import assert from "node:assert/strict";
import fc from "fast-check";
import { OBSTACLES, type ObstacleName, obstacleAdvice } from "../../../../model/pods/stuck/obstacles";

const POD = { namespace: "apps", pod: "shop-1", node: "aks-7", claims: [] as string[], text: "" };

/** What to do about `text`. */
function advice(name: ObstacleName, text: string, different: Partial<typeof POD> = {}): string {
    return obstacleAdvice(name, { ...POD, text, ...different });
}

describe("what helps a pod that does not start", () => {
    it("names the Secret or the ConfigMap that is missing, as the kubelet says it in either place", () => {
        const secret = "Create the Secret shop-database: `kubectl get secret shop-database -n apps`.";
        const text = 'MountVolume.SetUp failed for volume "db" : secret "shop-database" not found';
        assert.equal(advice("volume", text), secret);
        assert.equal(advice("configuration", "container app: secret shop-database not found"), secret);
        const settings = 'couldn\'t find: configmap "settings" not found';
        assert.match(
            advice("configuration", settings),
            /^Create the ConfigMap settings: `kubectl get configmap settings -n/,
        );
        assert.match(
            advice("configuration", "runAsNonRoot"),
            /^Correct what the text names: `kubectl describe pod shop-1/,
        );
    });

    it("tells a volume that is elsewhere, a node that is full, and a driver that is not there apart", () => {
        assert.match(advice("volume", "Multi-Attach error for volume"), /still attached to another node/);
        for (const text of [
            "AttachVolume.Attach failed: The maximum number of data disks allowed to be attached to a VM",
            "node(s) exceed max volume count",
            "exceeds the attachment limit of the node",
        ]) {
            assert.match(advice("volume", text), /takes no more disks.*csinode aks-7 -o yaml/);
        }
        const driver =
            "kubernetes.io/csi: driver name disk.csi.azure.com not found in the list of registered CSI drivers";
        assert.match(
            advice("volume", driver),
            /^The driver disk\.csi\.azure\.com does not run on the node.*nodeName=aks-7`/,
        );
    });

    it("names the claims, where there are some", () => {
        const claims = ["data", "logs"];
        const claim = "See the claim: `kubectl describe pvc data logs -n apps`";
        assert.equal(
            advice("volume", "timed out", { claims }),
            `${claim}, and the pod: \`kubectl describe pod shop-1 -n apps\`.`,
        );
        assert.equal(advice("volume", "timed out"), "See `kubectl describe pod shop-1 -n apps`.");
        assert.ok(advice("unboundClaim", "", { claims }).startsWith(`${claim}; its events`));
        assert.match(advice("unboundClaim", ""), /describe pvc <claim> -n apps/);
    });

    it("asks for addresses where the network plugin has none left, and only there", () => {
        for (const text of [
            "azure-cns: AllocateIPConfig failed: not enough IPs available for shop-1, waiting on Azure CNS",
            "failed to allocate for range 0: no IP addresses available in range set",
            "add cmd: failed to assign an IP address to container",
        ]) {
            assert.match(advice("network", text), /^The node or its subnet may have no address left.*nodeName=aks-7`/s);
        }
        assert.match(advice("network", "cni plugin not initialized"), /^See the network plugin's pod on the node/);
    });

    it("knows the image of sandboxes that is for another machine", () => {
        for (const text of [
            "hcs::System::CreateComputeSystem: The container operating system does not match the host operating system.",
            "exec /pause: exec format error",
        ]) {
            assert.match(advice("sandbox", text), /^The image of the node's own sandboxes.*configuration of aks-7,/);
        }
        assert.match(advice("sandbox", "ttrpc: closed"), /^See `kubectl describe pod shop-1.*describe node aks-7`\.$/);
    });

    it("is a sentence with a command, for every obstacle and text", () => {
        const name = fc.constantFrom(...(Object.keys(OBSTACLES) as ObstacleName[]));
        const claims = fc.constantFrom<string[]>([], ["data"]);
        fc.assert(
            fc.property(name, fc.string(), claims, (obstacle, text, some) => {
                assert.match(advice(obstacle, text, { claims: some }), /^[A-Z].*`kubectl [^`]+`.*\.$/s);
            }),
        );
    });
});
