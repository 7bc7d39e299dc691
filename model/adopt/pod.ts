/** A pod template that runs, as the arguments of a workload. */
import { Role, roleLabels } from "../kubernetes/labels";
import { type Fields, fieldsAt, isFields, listAt } from "../workload/fields";
import { type Change, type Component, change, type Description, given, objectOr, type Part } from "./description";
import { podTemplateWithoutDefaults } from "./kubernetesDefaults";
import { security } from "./security";
import { variables } from "./variables";
import { volumes } from "./volumes";

/**
 * @param own what only this kind of workload says of its container
 * @param template as the API server has it
 */
export function describePod(
    template: unknown,
    { main, imageUser }: Component,
    own: (container: Fields) => Part,
): Description {
    const { metadata, spec } = podTemplateWithoutDefaults(template) as { metadata?: Fields; spec?: Fields };
    const pod = spec ?? {};
    const [container = {}, ...others] = listAt(pod, "containers");
    const rights = security(pod, imageUser);
    const env = variables(container);
    const mounts = volumes(pod, container);
    const { volumes: volumePatch, ...mountPatch } = mounts.patch ?? {};
    const rest = own(container);
    const account = serviceAccount(pod);
    const labels = podLabels(fieldsAt(metadata ?? {}, "labels"));
    const containerPatch = given({
        ...otherFields(container),
        ...env.patch,
        ...mountPatch,
        ...rest.patch,
        securityContext: rights.ofMain,
    });
    const other = (each: Fields) => given({ ...withoutPolicy(each), securityContext: rights.ofOther(each) });
    const specPatch = given({
        ...otherPodFields(pod),
        ...account.patch,
        ...rights.patch,
        volumes: volumePatch,
        initContainers: listAt(pod, "initContainers").map(other),
        containers: [
            ...(Object.keys(containerPatch).length > 0 ? [{ name: main, ...containerPatch }] : []),
            ...others.map(other),
        ],
    });
    const annotations = fieldsAt(metadata ?? {}, "annotations");
    return {
        images: imagesOf(pod),
        args: given({
            image: container.image,
            ...placement(pod),
            command: container.command,
            args: container.args,
            ...env.args,
            ...mounts.args,
            ...rest.args,
            resources: resources(container),
            ...account.args,
            podLabels: labels.kept,
            ...rights.args,
            podTemplate: objectOr({ metadata: objectOr({ annotations }, undefined), spec: specPatch }, undefined),
        }),
        notes: [env, mounts, rest, account, rights].flatMap(({ notes = [] }) => notes),
        changes: [
            ...labels.changes,
            ...[env, mounts, rest, account, rights].flatMap(({ changes = [] }) => changes),
            ...listAt(pod, "containers").flatMap(policyChange("containers")),
            ...listAt(pod, "initContainers").flatMap(policyChange("initContainers")),
            ...(container.name === main
                ? []
                : [change(`spec.containers[${container.name}].name`, `the container is called ${main}`)]),
        ],
    };
}

const ARGUMENTS = [
    "nodeSelector",
    "tolerations",
    "imagePullSecrets",
    "serviceAccountName",
    "automountServiceAccountToken",
];
const PARTS = ["containers", "initContainers", "ephemeralContainers", "volumes", "securityContext", "restartPolicy"];
const CONTAINER_ARGUMENTS = ["name", "image", "imagePullPolicy", "command", "args", "env", "envFrom", "volumeMounts"];
const CONTAINER_PARTS = ["ports", "readinessProbe", "livenessProbe", "startupProbe", "securityContext", "resources"];

function otherPodFields(pod: Fields): Fields {
    return without(pod, [...ARGUMENTS, ...PARTS]);
}

function otherFields(container: Fields): Fields {
    const { claims } = fieldsAt(container, "resources");
    return {
        ...without(container, [...CONTAINER_ARGUMENTS, ...CONTAINER_PARTS]),
        resources: claims === undefined ? undefined : { claims },
    };
}

/** Without requests of its own a pod gets those of its limits, or none. */
function resources(container: Fields): Fields {
    const { limits, requests = {} } = fieldsAt(container, "resources");
    return limits === undefined ? { requests } : { requests, limits };
}

function placement(pod: Fields): Fields {
    const secrets = listAt(pod, "imagePullSecrets").map(({ name }) => name);
    return { nodeSelector: pod.nodeSelector, tolerations: pod.tolerations, imagePullSecrets: secrets };
}

/** Kubernetes mounts the account's token by default. An account of the application's own is there to be used. */
function serviceAccount({ serviceAccountName: name, automountServiceAccountToken: mounted }: Fields): Part {
    const isOwn = name !== undefined && name !== "default";
    const isUsed = mounted === true || (isOwn && mounted === undefined);
    return {
        args: { serviceAccountName: isOwn ? name : undefined },
        patch: { automountServiceAccountToken: isUsed ? true : undefined },
        changes:
            mounted === undefined && !isOwn
                ? [
                      change(
                          "spec.automountServiceAccountToken",
                          "the token of the service account is not mounted; set podTemplate.spec.automountServiceAccountToken where the API server is called",
                      ),
                  ]
                : [],
    };
}

function podLabels(labels: Fields): { kept: Fields; changes: Change[] } {
    const own = [...Object.keys(roleLabels(Role.Application)), "app.kubernetes.io/instance"];
    return {
        kept: without(labels, own),
        changes: own.map((key) => {
            const was = labels[key] === undefined ? "" : `was ${labels[key]}; `;
            return change(`metadata.labels[${key}]`, `${was}is the component's own, by which it finds its pods`);
        }),
    };
}

function policyChange(field: string): (container: Fields) => Change[] {
    return ({ name, imagePullPolicy }) =>
        imagePullPolicy === undefined || imagePullPolicy === "IfNotPresent"
            ? []
            : [change(`spec.${field}[${name}].imagePullPolicy`, `was ${imagePullPolicy}; is IfNotPresent`)];
}

function withoutPolicy(container: Fields): Fields {
    return without(container, ["imagePullPolicy"]);
}

/** The images of a pod template, once each, that of its first container first. */
export function podImages(template: unknown): string[] {
    return imagesOf(fieldsAt(isFields(template) ? template : {}, "spec"));
}

function imagesOf(pod: Fields): string[] {
    const containers = [...listAt(pod, "containers"), ...listAt(pod, "initContainers")].map(({ image }) => image);
    const volumes = listAt(pod, "volumes").map((volume) => fieldsAt(volume, "image").reference);
    return [...new Set([...containers, ...volumes].filter((image) => typeof image === "string"))];
}

function without(fields: Fields, names: readonly string[]): Fields {
    return Object.fromEntries(Object.entries(fields).filter(([key]) => !names.includes(key)));
}
