/** IfNotPresent for workloads that other packages create: charts, manifests, typed resources. */
import * as pulumi from "@pulumi/pulumi";
import { propertyPath, within } from "../model/fault";
import { ifNotPresentFaults, withIfNotPresent } from "../model/kubernetes/pullPolicy";
import { workloadKind } from "../model/kubernetes/workloads";
import { warnOfHooks } from "./chartHooks";
import { changedAt, EACH, type Fields } from "./shared/changedAt";
import { refuse } from "./shared/checks";

/** What {@link ifNotPresent} accepts. */
export interface IfNotPresentOptions {
    /** Accepts `latest` and a missing tag, for which a node may hold an old image; false by default. */
    allowMovingTag?: boolean;
    /** Leaves containers that ask for `Always` unchanged; false by default. */
    allowAlways?: boolean;
}

/**
 * A transform that sets the pull policy IfNotPresent on every container, init container, ephemeral container and image
 * volume of the workloads below a resource, so that they use the image that is already on the node. Refuses moving tags:
 * with that policy, nodes keep running old code. Pass it as `transforms: [ifNotPresent()]`.
 *
 * A `helm.v4.Chart` skips the hooks of its chart: those of a local chart are reported by name. A `helm.v3.Release` is
 * rendered by its provider, where transforms do not apply: it is reported; use a `Chart` instead.
 */
export function ifNotPresent(options: IfNotPresentOptions = {}): pulumi.ResourceTransform {
    return ({ type, name, props, opts }) => {
        if (type === "kubernetes:helm.sh/v3:Release") {
            void pulumi.log.warn(`the Release "${name}" keeps its pull policies: no transform reaches it; use a Chart`);
        }
        warnOfHooks(type, name, props);
        const path = podSpecPath(type);
        if (path === undefined) {
            return undefined;
        }
        const changed = changedAt(props, path, (spec) => {
            const faults = ifNotPresentFaults(spec, options);
            refuse(`${type} "${name}"`, within(propertyPath(...path.filter((key) => key !== EACH)), faults));
            return withIfNotPresent(spec, options);
        });
        return { props: changed as Fields, opts };
    };
}

function podSpecPath(type: string): readonly string[] | undefined {
    const workload = workloadKind(type);
    return workload?.variant === "List" ? ["items", EACH, ...workload.podSpec] : workload?.podSpec;
}
