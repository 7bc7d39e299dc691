/** Workloads that run, as the arguments of one ImageRollout: images by name, and what all pods have in common said once. */
import { labels, Role } from "../kubernetes/labels";
import { type Fields, fieldsAt, isFields } from "../workload/fields";
import { withPodImages } from "../workload/podImages";
import { describeDeployment } from "./application";
import { chartAdvice } from "./chart";
import { type Change, change, type Description, given, type Known } from "./description";
import { describeJob } from "./migration";

export interface RunningWorkload extends Known {
    readonly kind: "Deployment" | "Job";
    readonly namespace: string;
    readonly name: string;
    /** As the API server has it. */
    readonly spec: Fields;
}

/** An image that runs, and what its registry says of it. */
export interface RunningImage {
    /** As the pods name it. */
    readonly image: string;
    /** By digest, where that is known. */
    readonly pinned: string;
    readonly size?: string;
    readonly layers?: number;
}

export interface Adoption {
    /** The section `aks-image-delivery:rollout` of a stack's configuration. */
    readonly rollout: Fields;
    readonly workloads: readonly AdoptedWorkload[];
}

export interface AdoptedWorkload {
    readonly kind: "Deployment" | "Job";
    readonly name: string;
    /** Of the component. */
    readonly becomes: string;
    /** A Deployment whose selector is the component's own can be taken over; another has to be replaced. */
    readonly inPlace: boolean;
    /** Of the new pods. */
    readonly labels: Readonly<Record<string, string>>;
    readonly changes: readonly Change[];
    readonly notes: readonly Change[];
    /** What to do in the chart that it is from. */
    readonly chart?: string;
}

export function adoption(
    name: string,
    namespace: string,
    running: readonly RunningWorkload[],
    images: readonly RunningImage[],
): Adoption {
    const [only, second] = running.filter(({ kind }) => kind === "Deployment");
    const single = only !== undefined && second === undefined && fitsInPlace(only) ? only : undefined;
    const rolloutName = single?.name ?? name;
    const names = imageNames(images.map(({ image }) => image));
    const described = running.map((workload) => ({ workload, ...describe(workload) }));
    const common = commonPlacement(described.map(({ args }) => args));
    const parts = (kind: RunningWorkload["kind"]) =>
        described
            .filter(({ workload }) => workload.kind === kind)
            .map(({ workload, args }) =>
                part(workload === single ? undefined : partName(workload.name), args, common, names),
            );
    const applications = parts("Deployment");
    return {
        rollout: given({
            name: rolloutName,
            namespace,
            images: images.map(({ image, pinned, size, layers }) =>
                given({ name: names.get(image), image: pinned, size, layers }),
            ),
            ...common,
            migrations: parts("Job"),
            application: single && applications[0],
            applications: single ? undefined : applications,
        }),
        workloads: described.map(({ workload, args, changes, notes }) => {
            const becomes = workload === single ? rolloutName : `${rolloutName}-${partName(workload.name)}`;
            return {
                kind: workload.kind,
                name: workload.name,
                becomes,
                inPlace: workload === single,
                labels: { ...texts(fieldsAt(args, "podLabels")), ...labels(roleOf(workload), becomes) },
                changes: [...changes, ...placementChanges(args, common)],
                notes,
                ...given({ chart: chartAdvice({ ...workload, ...sizeOf(images, args), replicas: replicasOf(args) }) }),
            };
        }),
    };
}

function sizeOf(images: readonly RunningImage[], { image }: Fields): { size?: string } {
    return { size: images.find((each) => each.image === image)?.size };
}

function replicasOf({ replicas }: Fields): number | undefined {
    return typeof replicas === "number" ? replicas : undefined;
}

function describe(workload: RunningWorkload): Description {
    return (workload.kind === "Deployment" ? describeDeployment : describeJob)(workload.spec, workload);
}

function fitsInPlace({ name, spec }: RunningWorkload): boolean {
    const selector = fieldsAt(spec, "selector");
    const wanted = Object.entries(labels(Role.Application, name));
    const own = fieldsAt(selector, "matchLabels");
    return (
        selector.matchExpressions === undefined &&
        Object.keys(own).length === wanted.length &&
        wanted.every(([key, value]) => own[key] === value)
    );
}

function roleOf({ kind }: RunningWorkload): Role {
    return kind === "Deployment" ? Role.Application : Role.Migration;
}

const PLACEMENT = ["nodeSelector", "tolerations", "imagePullSecrets"] as const;

/** What all of them say alike is said once, and the images are put on the nodes with it. Credentials are joined. */
function commonPlacement(all: readonly Fields[]): Fields {
    const [first = {}] = all;
    const same = (key: string) => all.every((args) => JSON.stringify(args[key]) === JSON.stringify(first[key]));
    const secrets = all.flatMap(({ imagePullSecrets }) => (Array.isArray(imagePullSecrets) ? imagePullSecrets : []));
    return given({
        nodeSelector: same("nodeSelector") ? first.nodeSelector : undefined,
        tolerations: same("tolerations") ? first.tolerations : undefined,
        imagePullSecrets: [...new Set(secrets)],
    });
}

function placementChanges(args: Fields, common: Fields): Change[] {
    const own = args.imagePullSecrets ?? [];
    return JSON.stringify(own) === JSON.stringify(common.imagePullSecrets ?? [])
        ? []
        : [change("spec.imagePullSecrets", "has the credentials of all workloads, which the pre-pull needs")];
}

function part(
    name: string | undefined,
    { image, podTemplate, ...args }: Fields,
    common: Fields,
    names: ReadonlyMap<string, string>,
): Fields {
    const own = Object.fromEntries(Object.entries(args).filter(([key]) => !PLACEMENT.some((one) => one === key)));
    const placed = given({
        nodeSelector: common.nodeSelector === undefined ? args.nodeSelector : undefined,
        tolerations: common.tolerations === undefined ? args.tolerations : undefined,
    });
    const template = isFields(podTemplate) ? podTemplate : {};
    const patch = given({ ...template, spec: { ...placed, ...fieldsAt(template, "spec") } });
    const named = withPodImages(patch, (given) => names.get(String(given)) ?? given);
    return given({ name, image: names.get(String(image)) ?? image, ...own, podTemplate: named });
}

/** The name of a Deployment may have dots. */
function partName(name: string): string {
    return name.replaceAll(".", "-");
}

/** The last part of each repository, told apart where two have the same. */
function imageNames(images: readonly string[]): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const image of images) {
        const last = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(image)?.[1] ?? "image";
        const base =
            last
                .toLowerCase()
                .replace(/[^a-z0-9]+/g, "-")
                .replace(/^-|-$/g, "") || "image";
        const taken = new Set(names.values());
        const free = [base, ...images.map((_, index) => `${base}-${index + 2}`)].find((name) => !taken.has(name));
        names.set(image, free ?? base);
    }
    return names;
}

function texts(fields: Fields): Record<string, string> {
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}
