/** Regions that this version does not know. */
import * as pulumi from "@pulumi/pulumi";
import { regionWarning } from "../../model/registry/regions";

/** Not on the component, which may wait for others: its lines would hold back those of all others. */
export function warnOfRegions(component: string, regions: readonly string[]): void {
    for (const warning of new Set(regions.flatMap((region) => regionWarning(region) ?? []))) {
        void pulumi.log.warn(`${component}: ${warning}`);
    }
}
