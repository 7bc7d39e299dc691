import type { AdoptedWorkload } from "../../../model/adopt/rollout";
import type { ServiceOutlook } from "../../../model/adopt/services";
import type { Fields } from "../../../model/workload/fields";

/** The answer of `adopt --output json`. */
export interface AdoptReport {
    readonly namespace: string;
    /** The section `aks-image-delivery:rollout`. */
    readonly rollout: Fields;
    readonly workloads: readonly (AdoptedWorkload & { readonly services: readonly ServiceOutlook[] })[];
    /** Images whose size is missing, and why. */
    readonly unknownImages: readonly { readonly image: string; readonly reason: string }[];
}
