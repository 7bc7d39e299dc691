/** What the platform is made of: each part with its source, its version and how it is built. All come as Go modules. */
import * as path from "node:path";
import { REPOSITORY } from "../paths";
import type { Release } from "./release";

export interface Part {
    readonly name: string;
    /** Typical seconds of a first build on 2 cores; only for the time left. */
    readonly typicalSeconds: number;
    /** The module of this repository that is built, or none where a published module is installed as it is. */
    readonly folder?: string;
    /** Packages of the folder, or `package@version`. */
    readonly packages: readonly string[];
    /** File that the build of one package writes, when it is not named by the package. */
    readonly output?: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly tags?: string;
    /** Only programs that cannot do without C are built with it. */
    readonly cgo?: boolean;
    /** A program on the PATH that serves as well, at these versions: its `version` is asked for. */
    readonly installed?: { readonly program: string; readonly least: string; readonly below?: string };
    /**
     * Tried before building: published programs, and the package that is built nevertheless, into the file it is named for, in
     * `restSeconds`.
     */
    readonly published?: {
        readonly release: Release;
        readonly rest: Readonly<Record<string, string>>;
        readonly restSeconds: number;
    };
    /** Names in .local/bin, with the file of the build that each one is. */
    readonly programs: Readonly<Record<string, string>>;
}

const KUBERNETES = "1.36.3";
/** The newest of this minor version whose hashes could be read in the publisher's CHANGELOG-1.36.md. */
const KUBERNETES_RELEASE: Release = {
    version: "1.36.0",
    address: "https://dl.k8s.io/v1.36.0/kubernetes-server-linux-ARCHITECTURE.tar.gz",
    sha512: {
        amd64: "1c64da92575451c2c7ff97c79b772e603995f8e76da1371a6b0746aaa27b65dce81c4d734cbb50f40e71486a8e08df36f14e12974f97d4d29e41f23a172a6a25",
        arm64: "7f95e451baedd9368a2fa637afa84c9ed1b958736540ca27a379e5e292e1a10c5d9a29539f833047574bf5d3b6f907f32dee5735acecc11aa4686f078108dcf8",
    },
    folder: "kubernetes/server/bin",
    programs: ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kubectl"],
};
const PULUMI = "3.259.0";
const CONTAINERD = "v2.2.9";
const CNI = "v1.9.1";

const kubeVersion = (name: string) => `k8s.io/component-base/version.${name}`;
const goFolder = (name: string) => path.join(REPOSITORY, "platform/go", name);

/** Small parts first: a machine that cannot build says so early. */
export const PARTS: readonly Part[] = [
    {
        name: "tools",
        typicalSeconds: 30,
        folder: goFolder("tools"),
        packages: [".", "./pause"],
        programs: { tools: "tools", pause: "pause", "service-proxy": "tools" },
    },
    {
        name: "cni",
        typicalSeconds: 12,
        packages: [
            `github.com/containernetworking/plugins/plugins/main/bridge@${CNI}`,
            `github.com/containernetworking/plugins/plugins/ipam/host-local@${CNI}`,
        ],
        programs: { "cni/bridge": "bridge", "cni/host-local": "host-local" },
    },
    {
        name: "runc",
        typicalSeconds: 27,
        packages: ["github.com/opencontainers/runc@v1.5.2"],
        tags: "seccomp urfave_cli_no_docs netgo osusergo",
        cgo: true,
        programs: { runc: "runc" },
    },
    {
        name: "registry",
        typicalSeconds: 62,
        folder: goFolder("registry"),
        packages: ["."],
        programs: { registry: "registry" },
    },
    {
        name: "sample",
        typicalSeconds: 33,
        folder: path.join(REPOSITORY, "start/sample"),
        packages: ["."],
        programs: { sample: "sample" },
    },
    {
        name: "containerd",
        typicalSeconds: 137,
        packages: ["containerd", "containerd-shim-runc-v2", "ctr"].map(
            (command) => `github.com/containerd/containerd/v2/cmd/${command}@${CONTAINERD}`,
        ),
        tags: "no_btrfs no_devmapper no_zfs no_tracing",
        programs: {
            containerd: "containerd",
            "containerd-shim-runc-v2": "containerd-shim-runc-v2",
            ctr: "ctr",
        },
    },
    {
        name: "engine",
        typicalSeconds: 433,
        folder: goFolder("engine"),
        packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
        output: "pulumi",
        variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${PULUMI}` },
        // The first that calls error hooks.
        installed: { program: "pulumi", least: "3.218.0" },
        programs: { pulumi: "pulumi" },
    },
    {
        name: "kubernetes",
        typicalSeconds: 626,
        folder: goFolder("kubernetes"),
        packages: ["."],
        output: "kube",
        variables: {
            [kubeVersion("gitVersion")]: `v${KUBERNETES}`,
            [kubeVersion("gitMajor")]: "1",
            [kubeVersion("gitMinor")]: KUBERNETES.split(".")[1] ?? "",
            [kubeVersion("gitCommit")]: "unknown",
            [kubeVersion("gitTreeState")]: "clean",
            [kubeVersion("buildDate")]: "1970-01-01T00:00:00Z",
        },
        // The release has no etcd.
        published: { release: KUBERNETES_RELEASE, rest: { etcd: "go.etcd.io/etcd/server/v3" }, restSeconds: 90 },
        programs: Object.fromEntries([...KUBERNETES_RELEASE.programs, "etcd"].map((program) => [program, "kube"])),
    },
];

/** Built when simulated nodes are first asked for: nothing else needs it. */
export const KWOK: Part = {
    name: "kwok",
    typicalSeconds: 75,
    packages: ["sigs.k8s.io/kwok/cmd/kwok@v0.8.0"],
    programs: { kwok: "kwok" },
};

/** Built when the stand-in for Pulumi's kubernetes provider is to render a chart. */
export const HELM: Part = {
    name: "helm",
    typicalSeconds: 170,
    packages: ["helm.sh/helm/v3/cmd/helm@v3.22.0"],
    // Pulumi's own provider holds a helm 3 too.
    installed: { program: "helm", least: "3.18.0", below: "4.0.0" },
    programs: { helm: "helm" },
};
