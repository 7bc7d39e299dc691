// Whether a declared size is that of the image in the registry, for the nodes that will download it.
import type { ImageManifest } from "../image/manifests";
import { formatImageSize } from "../image/size";
import { Network, pullSeconds } from "./pullTime";

/** Part by which a declared size may differ from the real one. */
const DECLARED_TOLERANCE = 0.1;

/**
 * What is wrong with a declared size, or undefined: it leads to another pull timeout than the real one, or differs from it by more
 * than 10 % of the real one. A measured rate is left out: every byte more is a longer timeout there.
 */
export function declaredFault(
    realBytes: number,
    declaredBytes: number,
    network: Network = Network.Normal,
): string | undefined {
    const [real, declared] = [realBytes, declaredBytes].map(formatImageSize);
    const needed = pullSeconds(realBytes, { network });
    const given = pullSeconds(declaredBytes, { network });
    if (needed !== given) {
        return `it is declared as ${declared} and is really ${real}: a pull timeout of ${given} s where ${needed} s is right; declare ${real}`;
    }
    const difference = Math.abs(realBytes - declaredBytes) / realBytes;
    if (difference <= DECLARED_TOLERANCE) {
        return undefined;
    }
    return `it is declared as ${declared} and is really ${real}: ${Math.round(difference * 100)} % apart, at most 10 % is accepted; declare ${real}`;
}

/** What happens when the declared size is not the real one. */
export const VerifySize = {
    /** Nothing is compared, and no registry is asked. */
    Off: "off",
    /** It is warned of. */
    Warn: "warn",
    /** The update fails before the first pull, and a preview shows the failure. */
    Fail: "fail",
} as const;
export type VerifySize = (typeof VerifySize)[keyof typeof VerifySize];

export interface DeclaredImage {
    readonly reference: string;
    readonly bytes: number;
    readonly network?: Network;
    /** Of the pods that pull it: the labels `kubernetes.io/os` and `kubernetes.io/arch` leave some platforms out. */
    readonly nodeSelector?: Readonly<Record<string, string>>;
}

/** What is wrong with the declared size, or undefined. Where nodes of several platforms may pull, the largest image counts. */
export function verifiedSizeFault(declared: DeclaredImage, images: readonly ImageManifest[]): string | undefined {
    const { reference, bytes, network, nodeSelector = {} } = declared;
    const os = nodeSelector["kubernetes.io/os"] ?? "linux";
    const architecture = nodeSelector["kubernetes.io/arch"];
    const [largest] = images
        .filter(({ platform }) => {
            const [hasOs, hasArchitecture] = platform.split("/");
            return hasOs === os && (architecture === undefined || hasArchitecture === architecture);
        })
        .sort((a, b) => b.totalBytes - a.totalBytes);
    if (largest === undefined) {
        const platforms = images.map(({ platform }) => platform).join(", ");
        return `${reference} has no image for ${os}/${architecture ?? "any architecture"}; it has ${platforms || "none"}`;
    }
    const fault = declaredFault(largest.totalBytes, bytes, network);
    return fault && `size of ${reference}, ${largest.platform}: ${fault}`;
}
