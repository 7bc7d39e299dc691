/** The annotations with which a workload says what nobody can read from its fields. On the object or on its pods. */

/** Declared size of the workload's image, such as `650MB`. */
export const SIZE_ANNOTATION = "aks-image-delivery/size";

/** Why a workload's containers ask the registry at every start (`imagePullPolicy: Always`), in words. */
export const ALWAYS_REASON_ANNOTATION = "aks-image-delivery/always-reason";
