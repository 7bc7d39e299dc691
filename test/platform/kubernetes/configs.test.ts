import assert from "node:assert/strict";
import { parse } from "yaml";
import { configFiles, kubeconfig } from "../../../platform/kubernetes/configs";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { NODE_ADDRESS, POD_NETWORK, REGISTRY } from "../../../platform/kubernetes/paths";
import { SERVICES } from "../../../platform/kubernetes/services";
import { runsAs } from "../../../platform/kubernetes/start";

const files = configFiles();
const text = (name: string): string => {
    const found = files[name];
    assert.ok(found, `${name} is among ${Object.keys(files).join(", ")}`);
    return found;
};

describe("the configuration of the platform", () => {
    it("lets nothing listen beyond this machine", () => {
        const listening = [
            ...SERVICES.flatMap(({ args }) => args).filter((arg) => /(-urls|bind-address|^--address)=/.test(arg)),
            `http=${parse(text("registry.yaml")).http.addr}`,
            `kubelet=${parse(text("kubelet.yaml")).address}`,
        ];
        assert.ok(listening.length >= 8);
        for (const each of listening) {
            assert.ok(each.includes("127.0.0.1") || each.endsWith(`=${NODE_ADDRESS}`), each);
        }
    });

    it("lets the kubelet change no firewall, and works with the control groups of every machine", () => {
        const kubelet = parse(text("kubelet.yaml"));
        assert.equal(kubelet.makeIPTablesUtilChains, false);
        assert.equal(kubelet.failCgroupV1, false);
        assert.equal(kubelet.authentication.anonymous.enabled, false);
    });

    it("enforces Pod Security restricted in every namespace", () => {
        const [plugin] = parse(text("admission.yaml")).plugins;
        assert.equal(plugin.configuration.defaults.enforce, "restricted");
    });

    it("gives the bridge the node's address, and the pods the rest of its network", () => {
        const [plugin] = JSON.parse(text("cni/10-bridge.conflist")).plugins;
        assert.deepEqual(plugin.ipam.ranges, [[{ subnet: POD_NETWORK, gateway: NODE_ADDRESS }]]);
        assert.equal(plugin.ipMasq, false);
    });

    it("keeps the image under every pod, from the platform's own registry", () => {
        assert.ok(PAUSE_IMAGE.startsWith(`${REGISTRY}/`));
        assert.match(text("containerd.toml"), new RegExp(`sandbox = '${PAUSE_IMAGE}'`));
        assert.match(text("containerd.toml"), /restrict_oom_score_adj = true/);
    });

    it("has no secret on a command line", () => {
        for (const { args } of SERVICES) {
            assert.doesNotMatch(args.join(" "), /password|token=|BEGIN/i);
        }
    });

    it("gives each client its own certificate", () => {
        const written = parse(kubeconfig({ ca: "the CA", certificate: "mine", key: "my key" }));
        const decoded = (value: string) => Buffer.from(value, "base64").toString();
        assert.equal(decoded(written.clusters[0].cluster["certificate-authority-data"]), "the CA");
        assert.equal(decoded(written.users[0].user["client-certificate-data"]), "mine");
        assert.equal(decoded(written.users[0].user["client-key-data"]), "my key");
        assert.equal(written["current-context"], "local");
    });
});

describe("a process that runs is kept", () => {
    const service = { program: "etcd", args: ["--a"] };
    const found = { pid: 1, startTime: "1", program: "etcd", args: ["--a"], file: "/cache/etcd-1/kube" };

    it("when it is the same program with the same arguments", () => {
        assert.equal(runsAs(found, service, "/cache/etcd-1/kube"), true);
    });

    it("not when it was built anew, or its arguments changed", () => {
        assert.equal(runsAs(found, service, "/cache/etcd-2/kube"), false);
        assert.equal(runsAs(found, { ...service, args: ["--b"] }, "/cache/etcd-1/kube"), false);
        assert.equal(runsAs({ ...found, program: "kubelet" }, service, "/cache/etcd-1/kube"), false);
    });
});
