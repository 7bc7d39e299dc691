/** What a Kubernetes version can do, as far as the components need it. */
import coerce from "semver/functions/coerce";
import lt from "semver/functions/lt";

/**
 * The first version whose kubelet mounts image volumes without a feature gate. The tokens that a hold is known by are two
 * versions older (KEP-4193).
 */
const SINCE = "1.35.0";

/** Why a cluster or node of `version` (`1.34.2`, `v1.35.1-aks`, `1.35`) cannot mount image volumes. */
export function imageVolumeFault(version: string): string | undefined {
    return tooOld(
        version,
        `image volumes need Kubernetes >= 1.35, and this is ${version}: use method initContainer, or upgrade the nodes`,
    );
}

/** Why new nodes of a cluster of `version` cannot be held until they have their images. */
export function holdFault(version: string): string | undefined {
    return tooOld(
        version,
        `new nodes are held from Kubernetes 1.35 on, and this is ${version}: upgrade the cluster first`,
    );
}

function tooOld(version: string, fault: string): string | undefined {
    const known = /^v?\d+\.\d+/.test(version.trim()) ? coerce(version) : null;
    if (known === null) {
        return `Kubernetes version ${JSON.stringify(version)} is not one; write it as 1.35 or 1.35.2`;
    }
    return lt(known, SINCE) ? fault : undefined;
}
