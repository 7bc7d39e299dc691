/** The command line of every process of the platform, in the order in which they are started. */
import * as path from "node:path";
import {
    API_PORT,
    ETCD_PEER_PORT,
    ETCD_PORT,
    KUBECONFIG,
    NODE_ADDRESS,
    PKI,
    PLATFORM,
    REGISTRY,
    SERVICE_ADDRESS,
    SERVICE_NETWORK,
} from "../paths";
import type { RealNode } from "../realNode";
import { auditFlags } from "./audit";
import { containerdOf, kubeletOf } from "./node/services";
import type { Service } from "./service";

const inPlatform = (name: string) => path.join(PLATFORM, name);
const inPki = (name: string) => path.join(PKI, name);

/** Where each client of the API server finds its kubeconfig, by the name of its certificate. */
export const KUBECONFIGS: Readonly<Record<string, string>> = {
    admin: KUBECONFIG,
    "controller-manager": inPlatform("controller-manager.kubeconfig"),
    scheduler: inPlatform("scheduler.kubeconfig"),
};

const flags = (values: Readonly<Record<string, string | number | boolean>>): string[] =>
    Object.entries(values).map(([name, value]) => `--${name}=${value}`);

const registry: Service = {
    program: "registry",
    args: ["serve", inPlatform("registry.yaml")],
    env: { OTEL_TRACES_EXPORTER: "none" },
};

const peer = `http://127.0.0.1:${ETCD_PEER_PORT}`;
const etcdAddress = `http://127.0.0.1:${ETCD_PORT}`;

const etcd: Service = {
    program: "etcd",
    args: flags({
        name: "local",
        "data-dir": inPlatform("etcd"),
        "listen-client-urls": etcdAddress,
        "advertise-client-urls": etcdAddress,
        "listen-peer-urls": peer,
        "initial-advertise-peer-urls": peer,
        "initial-cluster": `local=${peer}`,
        // A power cut may cost the objects of a cluster for trying things out; waiting for the disk costs every start.
        "unsafe-no-fsync": true,
        "log-level": "warn",
        "quota-backend-bytes": 4_294_967_296,
        "auto-compaction-retention": "5m",
    }),
};

const apiServer = (): Service => ({
    program: "kube-apiserver",
    args: flags({
        "etcd-servers": etcdAddress,
        "bind-address": "127.0.0.1",
        "secure-port": API_PORT,
        "advertise-address": NODE_ADDRESS,
        "endpoint-reconciler-type": "none",
        "service-cluster-ip-range": SERVICE_NETWORK,
        "authorization-mode": "Node,RBAC",
        "enable-admission-plugins": "NodeRestriction",
        "admission-control-config-file": inPlatform("admission.yaml"),
        "client-ca-file": inPki("ca.crt"),
        "tls-cert-file": inPki("apiserver.crt"),
        "tls-private-key-file": inPki("apiserver.key"),
        "kubelet-certificate-authority": inPki("ca.crt"),
        "kubelet-client-certificate": inPki("kubelet-client.crt"),
        "kubelet-client-key": inPki("kubelet-client.key"),
        "kubelet-preferred-address-types": "InternalIP",
        "service-account-issuer": "https://kubernetes.default.svc",
        "service-account-key-file": inPki("service-account.key"),
        "service-account-signing-key-file": inPki("service-account.key"),
        // Thousands of simulated nodes ask simultaneously.
        "max-requests-inflight": 2000,
        "max-mutating-requests-inflight": 1000,
        "event-ttl": "2h",
        profiling: false,
        ...auditFlags(),
    }),
});

/** What the controller manager and the scheduler have in common: one of each, reached by nobody. */
const controllerFlags = (name: "controller-manager" | "scheduler") => ({
    kubeconfig: KUBECONFIGS[name] ?? "",
    "authentication-kubeconfig": KUBECONFIGS[name] ?? "",
    "authorization-kubeconfig": KUBECONFIGS[name] ?? "",
    "secure-port": 0,
    "bind-address": "127.0.0.1",
    "leader-elect": false,
    "kube-api-qps": 200,
    "kube-api-burst": 400,
    profiling: false,
});

const controllerManager: Service = {
    program: "kube-controller-manager",
    args: flags({
        ...controllerFlags("controller-manager"),
        "use-service-account-credentials": true,
        "service-account-private-key-file": inPki("service-account.key"),
        "root-ca-file": inPki("ca.crt"),
        // Simulated nodes renew their leases rarely, and must not fall to NotReady meanwhile.
        "node-monitor-grace-period": "600s",
    }),
};

const scheduler: Service = { program: "kube-scheduler", args: flags(controllerFlags("scheduler")) };

/** How pods reach what listens on 127.0.0.1 of this machine: the API server at its service's address, and the registry. */
export const FORWARDS: Readonly<Record<string, string>> = {
    [`${SERVICE_ADDRESS}:443`]: `127.0.0.1:${API_PORT}`,
    [`${NODE_ADDRESS}:${REGISTRY.split(":")[1]}`]: REGISTRY,
};

export const SERVICE_PROXY = "service-proxy";

const serviceProxy: Service = {
    program: SERVICE_PROXY,
    args: ["forward", ...Object.entries(FORWARDS).map(([listen, target]) => `${listen}=${target}`)],
};

/** One of each, whatever the number of nodes. */
const controlPlane = (): Service[] => [registry, etcd, apiServer(), serviceProxy];

/** Those that need nothing to answer first. */
export const baseServices = (nodes: readonly RealNode[]): Service[] => [...controlPlane(), ...nodes.map(containerdOf)];

/** Those that give up where the API server does not answer within seconds, as on a machine under load. */
export const lateServices = (nodes: readonly RealNode[]): Service[] => [
    controllerManager,
    scheduler,
    ...nodes.map(kubeletOf),
];

export const allServices = (nodes: readonly RealNode[]): Service[] => [...baseServices(nodes), ...lateServices(nodes)];
