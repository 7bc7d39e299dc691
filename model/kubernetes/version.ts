/** What a Kubernetes version can do, as far as the pre-pull needs it. */
import coerce from "semver/functions/coerce";
import lt from "semver/functions/lt";

/** The first version whose kubelet mounts image volumes without a feature gate. */
const IMAGE_VOLUMES_SINCE = "1.35.0";

/** Why a cluster or node of `version` (`1.34.2`, `v1.35.1-aks`, `1.35`) cannot mount image volumes. */
export function imageVolumeFault(version: string): string | undefined {
    const known = /^v?\d+\.\d+/.test(version.trim()) ? coerce(version) : null;
    if (known === null) {
        return `Kubernetes version ${JSON.stringify(version)} is not one; write it as 1.35 or 1.35.2`;
    }
    return lt(known, IMAGE_VOLUMES_SINCE)
        ? `image volumes need Kubernetes >= 1.35, and this is ${version}: use method initContainer, or upgrade the nodes`
        : undefined;
}
