/** Ports that a probe or a handler asks by name: nothing says that there is none, and the container is never ready. */
import { type Fault, faultsAt, propertyPath } from "../fault";
import { CONTAINER_FIELDS } from "../kubernetes/pullPolicy";
import { type Fields, fieldsAt, isFields, listAt } from "./fields";

const ASKED: readonly (readonly [part: string, within?: string])[] = [
    ["readinessProbe"],
    ["livenessProbe"],
    ["startupProbe"],
    ["postStart", "lifecycle"],
    ["preStop", "lifecycle"],
];
const KINDS = ["httpGet", "tcpSocket"];

/** One fault for each port of a pod's spec that is asked by a name that its container does not give. */
export function portNameFaults(spec: Fields): Fault[] {
    return CONTAINER_FIELDS.flatMap((field) =>
        listAt(spec, field).flatMap((container, index) => {
            const names = portNames(container);
            return names === undefined ? [] : askedFaults(container, propertyPath(field, index), names);
        }),
    );
}

/** Undefined where some of them are not known yet. */
function portNames({ ports = [] }: Fields): readonly unknown[] | undefined {
    const isKnown = Array.isArray(ports) && ports.every((port) => isFields(port));
    return isKnown ? ports.map(({ name }: Fields) => name).filter((name) => name !== undefined) : undefined;
}

function askedFaults(container: Fields, path: string, names: readonly unknown[]): Fault[] {
    return ASKED.flatMap(([part, parent]) => {
        const asked = fieldsAt(parent === undefined ? container : fieldsAt(container, parent), part);
        return KINDS.flatMap((kind) => {
            const { port } = fieldsAt(asked, kind);
            return typeof port !== "string" || !names.every((name) => typeof name === "string") || names.includes(port)
                ? []
                : faultsAt([path, parent, part, kind, "port"].filter(Boolean).join("."), unnamed(port, names));
        });
    });
}

function unnamed(port: string, names: readonly unknown[]): string {
    const expected = names.length === 0 ? "a number: no port has a name" : `${names.join(", ")}, or a number`;
    return `"${port}" is not the name of a port of this container; expected ${expected}`;
}
