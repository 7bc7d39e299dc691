/** The configuration of containerd and of the pods' network. */
import * as path from "node:path";
import { PAUSE_IMAGE } from "./images";
import { BIN, BRIDGE, CONTAINERD_SOCKET, NODE_ADDRESS, PLATFORM, POD_NETWORK } from "./paths";

export const networkConfig = {
    cniVersion: "1.0.0",
    name: "local",
    plugins: [
        {
            type: "bridge",
            bridge: BRIDGE,
            isGateway: true,
            ipMasq: false,
            ipam: {
                type: "host-local",
                dataDir: path.join(PLATFORM, "addresses"),
                ranges: [[{ subnet: POD_NETWORK, gateway: NODE_ADDRESS }]],
                routes: [{ dst: "0.0.0.0/0" }],
            },
        },
    ],
};

export function containerdConfig(): string {
    const folder = path.join(PLATFORM, "containerd");
    const cri = "io.containerd.cri.v1";
    // Registries on 127.0.0.1 need no entry: containerd asks them without TLS by itself.
    return `version = 3
root = '${folder}/root'
state = '${folder}/state'
imports = []
disabled_plugins = ['io.containerd.nri.v1.nri', 'io.containerd.internal.v1.restart']
[grpc]
  address = '${CONTAINERD_SOCKET}'
[plugins.'io.containerd.internal.v1.opt']
  path = '${folder}/opt'
[plugins.'${cri}.images']
  snapshotter = 'overlayfs'
  # The registry is on this machine. After the usual 5 minutes a download that stands still would have kept every other image
  # of the node waiting for so long.
  image_pull_progress_timeout = '15s'
  [plugins.'${cri}.images'.pinned_images]
    sandbox = '${PAUSE_IMAGE}'
[plugins.'${cri}.runtime']
  # Without CAP_SYS_RESOURCE no process may get a lower score than its parent, and no pod would start.
  restrict_oom_score_adj = true
  disable_apparmor = true
  enable_cdi = false
  # Mounts outside of the platform's folder would have to be found again by the stop.
  netns_mounts_under_state_dir = true
  [plugins.'${cri}.runtime'.cni]
    bin_dirs = ['${BIN}/cni']
    conf_dir = '${PLATFORM}/cni'
    use_internal_loopback = true
  [plugins.'${cri}.runtime'.containerd.runtimes.runc]
    runtime_type = 'io.containerd.runc.v2'
    runtime_path = '${BIN}/containerd-shim-runc-v2'
    [plugins.'${cri}.runtime'.containerd.runtimes.runc.options]
      BinaryName = '${BIN}/runc'
      Root = '${folder}/runc'
`;
}
