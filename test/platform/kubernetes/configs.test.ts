import assert from "node:assert/strict";
import * as path from "node:path";
import { parse } from "yaml";
import { configFiles, kubeconfig } from "../../../platform/kubernetes/configs";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { allServices, FORWARDS } from "../../../platform/kubernetes/services";
import { requireRunning, runsAs } from "../../../platform/kubernetes/start";
import { NODE_ADDRESS, PLATFORM, POD_NETWORK, REGISTRY, SERVICE_ADDRESS } from "../../../platform/paths";
import { FIRST_NODE, furtherNode } from "../../../platform/realNode";

const BLUE = furtherNode("blue", 2, ["warm=no:NoSchedule", "example.com/old:NoExecute"]);
const SERVICES = allServices([FIRST_NODE, BLUE]);

const files = configFiles([FIRST_NODE, BLUE]);
const text = (name: string): string => {
    const found = files.find(({ file }) => file === path.join(PLATFORM, name));
    assert.ok(found, `${name} is among ${files.map(({ file }) => file).join(", ")}`);
    return found.text;
};

describe("the configuration of the platform", () => {
    it("lets a node pull several images simultaneously, as on AKS", () => {
        for (const file of ["kubelet.yaml", "nodes/blue/kubelet.yaml"]) {
            assert.equal(parse(text(file)).serializeImagePulls, false);
        }
    });

    it("lets nothing listen beyond this machine", () => {
        const listening = [
            ...SERVICES.flatMap(({ args }) => args).filter((arg) => /(-urls|bind-address|^--address)=/.test(arg)),
            `http=${parse(text("registry.yaml")).http.addr}`,
            `kubelet=${parse(text("kubelet.yaml")).address}`,
            `kubelet=${parse(text("nodes/blue/kubelet.yaml")).address}`,
            ...Object.keys(FORWARDS).map((listen) => `forward=${listen}`),
        ];
        assert.ok(listening.length >= 11);
        // Addresses of the nodes' bridges, which nothing but this machine and its pods has a way to.
        const own = [NODE_ADDRESS, BLUE.address, SERVICE_ADDRESS];
        for (const each of listening) {
            assert.ok(
                ["127.0.0.1", ...own].some((address) => each.includes(address)),
                each,
            );
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

    it("keeps every node's pods below a control group of its own, and in a network of its own", () => {
        assert.equal(parse(text("kubelet.yaml")).cgroupRoot, "/");
        assert.equal(parse(text("nodes/blue/kubelet.yaml")).cgroupRoot, "/aks-delivery-blue");
        const [plugin] = JSON.parse(text("nodes/blue/cni/10-bridge.conflist")).plugins;
        assert.deepEqual(plugin.ipam.ranges, [[{ subnet: "10.215.2.0/24", gateway: "10.215.2.1" }]]);
        assert.equal(plugin.bridge, "aks-delivery1");
    });

    it("has a node born with its taints", () => {
        assert.deepEqual(parse(text("kubelet.yaml")).registerWithTaints, []);
        assert.deepEqual(parse(text("nodes/blue/kubelet.yaml")).registerWithTaints, [
            { key: "warm", value: "no", effect: "NoSchedule" },
            { key: "example.com/old", effect: "NoExecute" },
        ]);
    });

    it("lets pods reach the API server at its service's address, and the registry", () => {
        assert.deepEqual(FORWARDS, { "10.214.0.1:443": "127.0.0.1:16443", "10.213.0.1:5005": REGISTRY });
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

    it("not when it was built again, or its arguments changed", () => {
        assert.equal(runsAs(found, service, "/cache/etcd-2/kube"), false);
        assert.equal(runsAs(found, { ...service, args: ["--b"] }, "/cache/etcd-1/kube"), false);
        assert.equal(runsAs({ ...found, program: "kubelet" }, service, "/cache/etcd-1/kube"), false);
    });
});

describe("a process that has ended", () => {
    const found = { pid: 1, startTime: "1", program: "etcd", args: [], file: "/cache/etcd" };

    it("is named, with its log", () => {
        const services = ["etcd", "kube-scheduler"].map((program) => ({ program, args: [] }));
        assert.throws(
            () => requireRunning(services, [found]),
            /^Error: kube-scheduler has ended\.\n.*kube-scheduler\.log/,
        );
        requireRunning(services.slice(0, 1), [found]);
    });
});
