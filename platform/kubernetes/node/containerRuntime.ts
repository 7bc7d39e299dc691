/** The configuration of a node's containerd and of its pods' network. */
import * as path from "node:path";
import { BIN } from "../../paths";
import { type RealNode, socketOf } from "../../realNode";
import { PAUSE_IMAGE } from "../images";

export const networkConfig = (node: RealNode) => ({
    cniVersion: "1.0.0",
    name: "local",
    plugins: [
        {
            type: "bridge",
            bridge: node.bridge,
            isGateway: true,
            ipMasq: false,
            ipam: {
                type: "host-local",
                dataDir: path.join(node.folder, "addresses"),
                ranges: [[{ subnet: node.podNetwork, gateway: node.address }]],
                routes: [{ dst: "0.0.0.0/0" }],
            },
        },
    ],
});

export function containerdConfig(node: RealNode): string {
    const folder = path.join(node.folder, "containerd");
    const cri = "io.containerd.cri.v1";
    // Registries on 127.0.0.1 need no entry: containerd asks them without TLS on its own.
    return `version = 3
root = '${folder}/root'
state = '${folder}/state'
imports = []
disabled_plugins = ['io.containerd.nri.v1.nri', 'io.containerd.internal.v1.restart']
[grpc]
  address = '${socketOf(node)}'
[plugins.'io.containerd.internal.v1.opt']
  path = '${folder}/opt'
[plugins.'${cri}.images']
  snapshotter = 'overlayfs'
  # The registry is on this machine. After the usual 5 minutes a download that stands still would have kept every other image
  # of the node waiting for so long.
  image_pull_progress_timeout = '15s'
  [plugins.'${cri}.images'.registry]
    # Empty: what a test puts there is for this node alone.
    config_path = '${node.folder}/registries'
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
    conf_dir = '${node.folder}/cni'
    use_internal_loopback = true
  [plugins.'${cri}.runtime'.containerd.runtimes.runc]
    runtime_type = 'io.containerd.runc.v2'
    runtime_path = '${BIN}/containerd-shim-runc-v2'
    [plugins.'${cri}.runtime'.containerd.runtimes.runc.options]
      BinaryName = '${BIN}/runc'
      Root = '${folder}/runc'
`;
}
