// The sample's image for a cluster that cannot pull from this machine: built here, pushed to a registry that the cluster reaches.
import type { ImageReference } from "../../model/image/reference";
import { UserError } from "../../model/userError";
import { dockerCredential } from "../../observe/registry/credentials";
import { ensureParts, missingParts } from "../../platform/kubernetes/build";
import { type PushedImage, pushImage } from "../../platform/kubernetes/images";
import { PARTS } from "../../platform/kubernetes/parts";
import { goFaults } from "../../platform/kubernetes/preflightFaults";
import { printedProgress } from "../../platform/kubernetes/progress";
import { goVersion } from "../../platform/machine/machine";
import { pushSample } from "../sample";
import { dockerEntry, pushed } from "./push";

/** What builds an image, and what is in it; nothing of Kubernetes. */
const NEEDED = PARTS.filter(({ name }) => name === "tools" || name === "sample");

/** @throws UserError on a machine that cannot build the image. */
export function checkBuild(): void {
    if (process.platform !== "linux") {
        throw new UserError(`This is ${process.platform}: the sample's image is built on Linux.`);
    }
    const faults = missingParts(NEEDED).length > 0 ? goFaults(goVersion()) : [];
    if (faults.length > 0) {
        throw new UserError(faults.join("\n"));
    }
}

export interface ClusterImages {
    readonly sample: PushedImage;
    /** Holds the sample's image on a node as long as its pod runs. */
    readonly pause: PushedImage;
}

/** Layers that the registry has already are not sent again. */
export async function pushImages({ registry, repository }: ImageReference, size: number): Promise<ClusterImages> {
    await ensureParts(NEEDED, printedProgress(process.stderr));
    const credential = await dockerCredential(registry);
    const target = { registry, repository, login: credential && dockerEntry(credential) };
    // One after the other: what a registry refuses, it should refuse once.
    const pause = await pushed(pushImage({ ...target, tag: "pause" }));
    return { pause, sample: await pushed(pushSample({ ...target, size })) };
}
