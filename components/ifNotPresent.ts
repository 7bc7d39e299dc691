/** IfNotPresent for workloads that other packages create: charts, manifests, typed resources. */
import * as pulumi from "@pulumi/pulumi";
import { propertyPath, within } from "../model/fault";
import { podSpecWithIfNotPresent } from "../model/kubernetes/pullPolicy";
import { workloadKind } from "../model/kubernetes/workloads";
import { refuse } from "./shared/checks";

/** What {@link ifNotPresent} lets pass. */
export interface IfNotPresentOptions {
    /** Accepts `latest` and a missing tag, whose image on a node may be an old one; false by default. */
    allowMovingTag?: boolean;
    /** Leaves containers alone that ask for `Always`; false by default. */
    allowAlways?: boolean;
}

/**
 * A transform that sets the pull policy IfNotPresent on every container, init container, ephemeral container and image volume
 * of the workloads below a resource, so that an image that was put on the nodes is used. Refuses moving tags, for which that
 * policy runs old code. Give it as `transforms: [ifNotPresent()]`.
 *
 * A `helm.v3.Release` is rendered by its provider, where no transform reaches: it is reported; use a `Chart` instead.
 */
export function ifNotPresent(options: IfNotPresentOptions = {}): pulumi.ResourceTransform {
    return ({ type, name, props, opts }) => {
        if (type === "kubernetes:helm.sh/v3:Release") {
            void pulumi.log.warn(`the Release "${name}" keeps its pull policies: no transform reaches it; use a Chart`);
        }
        const path = podSpecPath(type);
        if (path === undefined) {
            return undefined;
        }
        const changed = changedAt(props, path, (spec) => {
            const result = podSpecWithIfNotPresent(spec, options);
            refuse(`${type} "${name}"`, within(propertyPath(...path.filter((key) => key !== EACH)), result.faults));
            return result.spec;
        });
        return { props: changed as Fields, opts };
    };
}

type Fields = Record<string, unknown>;

function podSpecPath(type: string): readonly string[] | undefined {
    const workload = workloadKind(type);
    return workload?.variant === "List" ? ["items", EACH, ...workload.podSpec] : workload?.podSpec;
}

const EACH = "*";

/** A copy in which what is at the path is changed; later, where something on the way there is not known yet. */
function changedAt(value: unknown, path: readonly string[], change: (spec: Fields) => Fields): unknown {
    if (pulumi.Output.isInstance(value)) {
        return value.apply((known) => changedAt(known, path, change));
    }
    if (pulumi.runtime.isRpcSecret(value)) {
        return { ...(value as Fields), value: changedAt(pulumi.runtime.unwrapRpcSecret(value), path, change) };
    }
    const [head, ...rest] = path;
    if (head === EACH && Array.isArray(value)) {
        return value.map((entry) => changedAt(entry, rest, change));
    }
    if (!isFields(value)) {
        return value;
    }
    if (head !== undefined) {
        return { ...value, [head]: changedAt(value[head], rest, change) };
    }
    return holdsOutputs(value) ? pulumi.output(value).apply(change) : change(value);
}

/** What a preview does not know is marked by a field, which copies keep. */
function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null;
}

function holdsOutputs(value: unknown): boolean {
    if (pulumi.Output.isInstance(value)) {
        return true;
    }
    return typeof value === "object" && value !== null && Object.values(value).some(holdsOutputs);
}
