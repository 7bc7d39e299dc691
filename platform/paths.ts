/** Where the embedded platform keeps its files, and the names and addresses that its parts agree on. */
import * as os from "node:os";
import * as path from "node:path";

export const REPOSITORY = path.resolve(__dirname, "..");

/** Built programs, shared by all clones of the repository; `AKS_IMAGE_DELIVERY_CACHE` moves it. */
export const CACHE = process.env.AKS_IMAGE_DELIVERY_CACHE ?? path.join(os.homedir(), ".cache/aks-image-delivery");

/** Everything else lies below this folder of the repository. */
export const STATE = path.join(REPOSITORY, ".local");
export const BIN = path.join(STATE, "bin");
export const KUBECONFIG = path.join(STATE, "kubeconfig");
export const PLATFORM = path.join(STATE, "platform");
export const LOG = path.join(PLATFORM, "log");
export const PKI = path.join(PLATFORM, "pki");
export const CONTAINERD_SOCKET = path.join(PLATFORM, "containerd/containerd.sock");

export const NODE = "local-node";
export const BRIDGE = "aks-delivery0";
/**
 * The node's address is the bridge's own: it exists on every machine, is the same after a reboot and in another network, and
 * keeps the kubelet's port away from the outside.
 */
export const NODE_ADDRESS = "10.213.0.1";
export const POD_NETWORK = "10.213.0.0/16";
export const SERVICE_NETWORK = "10.214.0.0/16";
export const SERVICE_ADDRESS = "10.214.0.1";

export const REGISTRY = "127.0.0.1:5005";
export const API_PORT = 16443;
export const ETCD_PORT = 23790;
export const ETCD_PEER_PORT = 23800;
export const KUBELET_PORT = 10250;
export const API_SERVER = `https://127.0.0.1:${API_PORT}`;
