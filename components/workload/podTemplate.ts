/** The pod template of a workload: what its arguments give, with `podTemplate` over it. */
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { collect, type Fault, within } from "../../model/fault";
import { ifNotPresentFaults, withIfNotPresent } from "../../model/kubernetes/pullPolicy";
import { type Fields, fieldsAt, isFields } from "../../model/workload/fields";
import { POD_TEMPLATE } from "../../model/workload/mergeKeys";
import { type PatchedPod, podPatchFaults } from "../../model/workload/patchFaults";
import { CONTAINER_SECURITY } from "../../model/workload/podDefaults";
import { portNameFaults } from "../../model/workload/portNames";
import { restrictedFaults } from "../../model/workload/restricted";
import { strategicMerge } from "../../model/workload/strategicMerge";
import type { PlacementArgs, WorkloadArgs } from "../shared/arguments";
import { isPlain } from "../shared/checks";
import type { PullSettings } from "../shared/imageArgs";
import { refuseLate } from "../shared/refusal";
import { derived, whenKnown } from "../shared/whenKnown";
import { circleFaults, withOrderedEnvironment } from "./environment";
import { workloadPod } from "./pod";

export type PodArgs = WorkloadArgs & PlacementArgs & PullSettings;

/** What one kind of workload says of its pods. */
export interface PodKind extends PatchedPod {
    /** Such as `Application "api"`. */
    readonly component: string;
    /** What it adds to its container. */
    readonly container?: Partial<types.input.core.v1.Container>;
}

/** What is wrong with the pod, as far as it is known; by properties of the arguments. The image is judged elsewhere. */
export function podFaults(args: PodArgs, kind: PodKind): Fault[] {
    const { podTemplate } = args;
    const base = template(pulumi.output(""), args, kind);
    if (podTemplate === undefined || !isPlain(podTemplate)) {
        return mainContainers(base, kind).flatMap(circleFaults);
    }
    const faults = within("podTemplate", podPatchFaults(podTemplate, kind));
    return faults.length > 0 ? faults : mergedFaults(base, podTemplate, args, kind);
}

/** The pod template. Reports what is accepted but may not be meant, on the resource. */
export function podTemplate(
    resource: pulumi.Resource,
    image: pulumi.Input<string>,
    args: PodArgs,
    kind: PodKind,
): types.input.core.v1.PodTemplateSpec {
    const base = template(image, args, kind);
    const merged = whenKnown([args.podTemplate], ([patch]) => {
        if (args.podTemplate !== patch) {
            const faults = within("podTemplate", podPatchFaults(patch, kind));
            refuseLate(kind.component, faults.length > 0 ? faults : mergedFaults(base, patch, args, kind));
        }
        return complete(resource, args, kind, mergedOver(base, patch));
    });
    return merged as types.input.core.v1.PodTemplateSpec;
}

function template(image: pulumi.Input<string>, args: PodArgs, kind: PodKind): Fields {
    const { main, labels, restartPolicy } = kind;
    const spec = workloadPod(image, args, { name: main, ...kind.container });
    return {
        metadata: { labels: derived([args.podLabels], ([more]) => ({ ...more, ...labels })) },
        spec: restartPolicy === undefined ? spec : { ...spec, restartPolicy },
    };
}

function mergedOver(base: Fields, patch: unknown): unknown {
    return patch === undefined ? base : strategicMerge(base, patch, POD_TEMPLATE, "podTemplate", whenKnown);
}

function mergedFaults(base: Fields, patch: unknown, args: PodArgs, kind: PodKind): Fault[] {
    const faults: Fault[] = [];
    const merged = collect(faults, "", () => mergedOver(base, patch));
    if (!isFields(merged) || !isFields(merged.spec)) {
        return faults;
    }
    const spec = { ...merged.spec, ...withAddedContainers(merged.spec, kind.main) };
    return [
        ...mainContainers(merged, kind).flatMap(circleFaults),
        ...within("podTemplate.spec", [
            ...ifNotPresentFaults(spec, args),
            ...portNameFaults(spec),
            ...(args.allowPrivileges ? [] : restrictedFaults(spec).map(withWord)),
        ]),
    ];
}

function withWord({ property, reason }: Fault): Fault {
    return { property, reason: `${reason}; set allowPrivileges where that is meant` };
}

function mainContainers(template: Fields, { main }: PodKind): Fields[] {
    const { containers } = fieldsAt(template, "spec");
    return Array.isArray(containers) ? containers.filter((each) => isFields(each) && each.name === main) : [];
}

function complete(resource: pulumi.Resource, args: PodArgs, { component, main }: PodKind, merged: unknown): unknown {
    return whenKnown([merged], ([template]) => {
        const { spec } = template as Fields;
        const completed = whenKnown([spec], ([known]) => {
            const pod = known as Fields;
            const containers = eachOf(pod.containers, (each) =>
                each.name === main ? withOrderedEnvironment(component, resource, each) : addedContainer(each),
            );
            const all = { ...pod, ...withAddedContainers(pod, main), containers };
            return withIfNotPresent(all, args);
        });
        return { ...(template as Fields), spec: completed };
    });
}

/** What "restricted" asks of containers that the patch added, where it says nothing else. */
function withAddedContainers(pod: Fields, main: string): Fields {
    const added = (list: unknown) => eachOf(list, (each) => (each.name === main ? each : addedContainer(each)));
    return {
        containers: added(pod.containers),
        ...(pod.initContainers === undefined ? {} : { initContainers: added(pod.initContainers) }),
    };
}

function addedContainer(container: Fields): Fields {
    const base = { imagePullPolicy: "IfNotPresent", securityContext: CONTAINER_SECURITY };
    return strategicMerge(base, container, {}, "podTemplate", whenKnown) as Fields;
}

function eachOf(list: unknown, change: (entry: Fields) => Fields): unknown {
    return whenKnown([list], ([known]) =>
        Array.isArray(known) ? known.map((entry) => (isFields(entry) ? change(entry) : entry)) : known,
    );
}
