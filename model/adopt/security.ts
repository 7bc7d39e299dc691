/** The users and rights of a pod that runs: kept as they are, with what "restricted" adds, or as an exception from it. */
import { CONTAINER_FIELDS } from "../kubernetes/pullPolicy";
import { type Fields, fieldsAt, listAt } from "../workload/fields";
import { CONTAINER_SECURITY, DEFAULT_USER, podSecurity } from "../workload/podDefaults";
import { restrictedFaults } from "../workload/restricted";
import { strategicMerge } from "../workload/strategicMerge";
import { type Change, change, given, objectOr, type Part } from "./description";

/** What the patch of the pod says of users and rights, and what it says of each container. */
export interface Security extends Part {
    readonly ofMain: Fields | undefined;
    readonly ofOther: (container: Fields) => Fields | undefined;
}

export function security(spec: Fields, imageUser?: string): Security {
    const [main = {}] = listAt(spec, "containers");
    const faults = restrictedFaults(hardened(spec));
    return faults.length > 0
        ? privileged(
              spec,
              main,
              faults.map(({ property }) => property),
          )
        : restricted(spec, main, imageUser);
}

/** The pod with what the components add to it. */
function hardened(spec: Fields): Fields {
    const pod = strategicMerge(podSecurity(DEFAULT_USER), fieldsAt(spec, "securityContext"), {}, "");
    const lists = CONTAINER_FIELDS.map((field) => [
        field,
        listAt(spec, field).map((container) => ({
            ...container,
            securityContext: strategicMerge(CONTAINER_SECURITY, fieldsAt(container, "securityContext"), {}, ""),
        })),
    ]);
    return { ...spec, ...Object.fromEntries(lists), securityContext: pod };
}

/** Kubernetes' own defaults have to be written where the components would add something else. */
function privileged(spec: Fields, main: Fields, fields: readonly string[]): Security {
    return {
        args: { allowPrivileges: true },
        patch: { securityContext: { $patch: "replace", ...fieldsAt(spec, "securityContext") } },
        ofMain: { $patch: "replace", ...fieldsAt(main, "securityContext") },
        ofOther: (container) => {
            const own = fieldsAt(container, "securityContext");
            return {
                allowPrivilegeEscalation: true,
                ...own,
                capabilities: { drop: [], ...fieldsAt(own, "capabilities") },
            };
        },
        notes: fields.map((field) =>
            change(
                `spec.${field}`,
                'leaves Pod Security "restricted", so allowPrivileges is set and nothing is hardened',
            ),
        ),
    };
}

function restricted(spec: Fields, main: Fields, imageUser: string | undefined): Security {
    const pod = fieldsAt(spec, "securityContext");
    const own = fieldsAt(main, "securityContext");
    const user = pod.runAsUser ?? own.runAsUser;
    const patch = strategicPatch(podSecurity(Number(user ?? DEFAULT_USER)), pod, user !== undefined);
    return {
        args: { runAsUser: user ?? numberOf(imageUser) },
        patch: { securityContext: objectOr(patch, undefined) },
        ofMain: objectOr(own.runAsUser === user ? without(own, "runAsUser") : own, undefined),
        ofOther: (container) => objectOr(fieldsAt(container, "securityContext"), undefined),
        changes: [
            ...additions(spec, pod, user, imageUser),
            ...listAt(spec, "containers").flatMap(containerAdditions("containers")),
        ].concat(listAt(spec, "initContainers").flatMap(containerAdditions("initContainers"))),
    };
}

/** Where the pod says as whom it runs, what it leaves out is left out: a group of 0 gives access to the image's files. */
function strategicPatch(base: Fields, pod: Fields, saysUser: boolean): Fields {
    const differs = Object.entries(pod).filter(([key, value]) => JSON.stringify(base[key]) !== JSON.stringify(value));
    const removed = saysUser ? ["runAsGroup", "fsGroup"].filter((key) => pod[key] === undefined) : [];
    if (saysUser && pod.fsGroup === undefined) {
        removed.push("fsGroupChangePolicy");
    }
    return {
        ...Object.fromEntries(differs.filter(([key]) => key !== "runAsUser")),
        ...Object.fromEntries(removed.map((key) => [key, null])),
    };
}

const USERS = ["runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy"];

function additions(spec: Fields, pod: Fields, user: unknown, imageUser: string | undefined): Change[] {
    const containers = [...listAt(spec, "containers"), ...listAt(spec, "initContainers")];
    const isLeftOut = (key: string) =>
        pod[key] === undefined && !containers.every((each) => fieldsAt(each, "securityContext")[key] !== undefined);
    const users = user === undefined ? USERS.filter(isLeftOut) : ["runAsUser"].filter(isLeftOut);
    const userReason =
        user === undefined ? userText(imageUser) : `was left to the images of other containers; is ${user}`;
    const added = ["runAsNonRoot", "seccompProfile"].filter(isLeftOut);
    const policy = user !== undefined && pod.fsGroup !== undefined && pod.fsGroupChangePolicy === undefined;
    return [
        ...users.map((key) => change(`spec.securityContext.${key}`, userReason)),
        ...added.map((key) => change(`spec.securityContext.${key}`, ADDED)),
        ...(policy
            ? [change("spec.securityContext.fsGroupChangePolicy", "is OnRootMismatch, which saves time at each start")]
            : []),
    ];
}

function userText(imageUser: string | undefined): string {
    if (numberOf(imageUser) !== undefined) {
        return `was left to the image; it is the image's own user ${imageUser}, also as the group`;
    }
    const own =
        imageUser === undefined
            ? ""
            : `, which runs as ${imageUser === "" || /^(0|root)(:|$)/.test(imageUser) ? "root" : `"${imageUser}"`}`;
    return `was left to the image${own}; is ${DEFAULT_USER} unless runAsUser says another: try whether the program can run so`;
}

/** The number of a user who is not root. */
function numberOf(imageUser: string | undefined): number | undefined {
    const [, number] = /^([1-9]\d*)(?::\d+)?$/.exec(imageUser ?? "") ?? [];
    return number === undefined ? undefined : Number(number);
}

const ADDED = 'is added for Pod Security "restricted"';

function containerAdditions(field: string): (container: Fields) => Change[] {
    return (container) => {
        const own = fieldsAt(container, "securityContext");
        return Object.keys(CONTAINER_SECURITY)
            .filter((key) => own[key] === undefined)
            .map((key) =>
                change(
                    `spec.${field}[${container.name}].securityContext.${key}`,
                    'is added for Pod Security "restricted"',
                ),
            );
    };
}

function without(fields: Fields, name: string): Fields {
    return given(Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name)));
}
