/** Which images the pods of this package run: public ones, copies under a prefix, or one that was named. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, within } from "../../model/fault";
import { HELPER_IMAGES, type HelperImageName, imagePrefixFaults, prefixedImage } from "../../model/image/helperImages";
import { faultsLater, faultsNow, isPlain } from "../shared/checks";

export interface HelperImageArgs {
    helperImage?: pulumi.Input<string>;
    imagePrefix?: pulumi.Input<string>;
}

/** What is known to be wrong now. */
export function helperImageFaults({ helperImage, imagePrefix }: HelperImageArgs): Fault[] {
    const both = "names one image, and imagePrefix where all of them are; give only one of the two";
    return [
        ...(helperImage === undefined || imagePrefix === undefined ? [] : faultsAt("helperImage", both)),
        ...(imagePrefix === undefined ? [] : within("imagePrefix", [...faultsNow(imagePrefix, imagePrefixFaults)])),
    ];
}

/** What a container runs that only waits; one under a prefix that is not known yet is withheld until the prefix is checked. */
export function helperImage(component: string, args: HelperImageArgs, name: "pause" | "busybox"): pulumi.Input<string> {
    return args.helperImage ?? prefixed(component, args.imagePrefix, name) ?? HELPER_IMAGES[name].fallback;
}

/** Undefined without a prefix. */
export function prefixed(
    component: string,
    prefix: pulumi.Input<string> | undefined,
    name: HelperImageName,
): pulumi.Input<string> | undefined {
    if (prefix === undefined) {
        return undefined;
    }
    const check = (known: string) => within("imagePrefix", imagePrefixFaults(known));
    return isPlain(prefix)
        ? prefixedImage(prefix, name)
        : faultsLater(component, prefix, check).apply((known) => prefixedImage(known, name));
}
