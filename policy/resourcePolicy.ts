/** Policies on one resource at a time, as functions from what they read to what is wrong with it. */
import {
    type Policy,
    type ResourceValidationArgs,
    type ResourceValidationPolicy,
    UnknownValueError,
} from "@pulumi/policy";

/** @param faults of a resource of any type; an empty list where the rule has nothing to do with it. */
export function resourcePolicy(
    policy: Policy,
    faults: (resource: ResourceValidationArgs) => readonly string[],
): ResourceValidationPolicy {
    return {
        ...policy,
        validateResource: (resource, reportViolation) => {
            for (const fault of whereKnown(() => faults(resource))) {
                reportViolation(fault);
            }
        },
    };
}

/**
 * None, when something that decides is not known yet in a preview: `up` knows it, and asks again before it creates anything.
 * Pulumi's own answer would be a warning for every resource whose image comes from another one.
 */
export function whereKnown(faults: () => readonly string[]): readonly string[] {
    try {
        return faults();
    } catch (error) {
        if (error instanceof UnknownValueError) {
            return [];
        }
        throw error;
    }
}

/** A type of azure-native, of the default version or of one that is named: `azure-native:containerregistry/v20230701:Registry`. */
export function isAzure(type: string, module: string, resource: string): boolean {
    const [provider = "", path = "", name] = type.split(":");
    return provider.split("_")[0] === "azure-native" && path.split("/")[0] === module && name === resource;
}
