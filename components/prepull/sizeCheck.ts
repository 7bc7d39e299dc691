/** Compares the declared size of an image with the real one, in previews too: every timeout is derived from it. */
import * as pulumi from "@pulumi/pulumi";
import type { ImageManifest } from "../../model/image/manifests";
import type { ImageReference } from "../../model/image/reference";
import { type DeclaredImage, VerifySize, verifiedSizeFault } from "../../model/timeouts/declaredSize";
import { hookName, inProgram, takesHooks } from "../shared/hooks";
import { endedBySignals } from "../shared/interrupt";
import type { PulledImage } from "./daemonSet";

/** A declared image with its reference, read. */
interface CheckedImage extends DeclaredImage {
    readonly image: ImageReference;
}

/** What the check asks of the registry. Tests put their own function in. */
export const registryCalls = {
    /** The images behind a reference, one for each platform. The registry's client is loaded only when one is asked. */
    images: async (reference: ImageReference, onWait?: (text: string) => void): Promise<ImageManifest[]> => {
        const { registryClient } = await import("../../observe/registry/client");
        return endedBySignals(async (signal) => {
            const client = await registryClient({ signal, onWait });
            return client.resolve(reference);
        });
    },
};

/** As `sizeCheck`, for an image that was decided on. */
export function prepullSizeCheck(
    component: pulumi.Resource,
    name: string,
    { args, plan }: PulledImage,
): pulumi.ResourceHookBinding {
    const { network, nodeSelector, verifySize = VerifySize.Off } = args;
    if (verifySize === VerifySize.Off || !takesHooks()) {
        return {};
    }
    const { bytes } = plan;
    const declared = pulumi
        .all([plan.reference, nodeSelector])
        .apply(([image, nodeSelector]) => ({ image, reference: image.text, bytes, network, nodeSelector }));
    return sizeCheck(component, name, declared, verifySize);
}

/** Hooks for the resource that pulls the image: they run before it is created or changed, and in a preview of that. */
function sizeCheck(
    component: pulumi.Resource,
    name: string,
    declared: pulumi.Output<CheckedImage>,
    level: VerifySize,
): pulumi.ResourceHookBinding {
    let known: CheckedImage | undefined;
    declared.apply((image) => {
        known = image;
    });
    const check = async () => {
        // A reference with a part that only `up` creates, such as the registry's own name: a preview cannot look behind it.
        const fault =
            known === undefined ? undefined : await faultOf(known, (text) => void pulumi.log.info(text, component));
        if (fault !== undefined && level === VerifySize.Fail) {
            throw new Error(fault);
        }
        if (fault !== undefined) {
            await pulumi.log.warn(fault, component);
        }
    };
    const hook = new pulumi.ResourceHook(hookName("verify-size", name), inProgram(check), { onDryRun: true });
    return { beforeCreate: [hook], beforeUpdate: [hook] };
}

async function faultOf(declared: CheckedImage, onWait: (text: string) => void): Promise<string | undefined> {
    try {
        return verifiedSizeFault(declared, await registryCalls.images(declared.image, onWait));
    } catch (error) {
        const reason = (error as Error).message.replace(/\.$/, "");
        return `the declared size of ${declared.reference} cannot be compared with the real one: ${reason}; set verifySize to off where the registry is out of reach`;
    }
}
