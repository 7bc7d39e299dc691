/** What is wrong with the arguments of Application. */
import { type Fault, faultsAt, within } from "../../model/fault";
import { choiceFaults } from "../../model/text/choice";
import { fieldFaults } from "../../model/workload/fieldFaults";
import { isFields } from "../../model/workload/fields";
import { isPlain } from "../shared/checks";
import type { ApplicationSettings, ServiceArgs } from "./applicationArgs";
import { applicationPod } from "./applicationPod";
import { workloadFaults } from "./pod";
import { type PodArgs, podFaults } from "./podTemplate";

/** What is wrong with what an application adds to its image. */
export function applicationFaults(component: string, name: string, args: PodArgs & ApplicationSettings): Fault[] {
    const { port, readinessPath, livenessPath, probeTimeoutSeconds, service, spec } = args;
    return [
        ...workloadFaults(args),
        ...portFaults("port", port),
        ...pathFaults("readinessPath", readinessPath, port),
        ...pathFaults("livenessPath", livenessPath, port),
        ...timeoutFaults(probeTimeoutSeconds),
        ...(service === undefined ? [] : within("service", serviceFaults(service, port))),
        ...(isPlain(spec) ? specFaults(spec) : []),
        ...podFaults(args, applicationPod(component, name, args)),
    ];
}

/** What is wrong with a `spec` that is known. */
export function specFaults(spec: unknown): Fault[] {
    if (spec === undefined) {
        return [];
    }
    return isFields(spec)
        ? Object.entries(spec).flatMap(([key, value]) => within(`spec.${key}`, specFieldFaults(key, value)))
        : faultsAt("spec", `${JSON.stringify(spec)} is not an object`);
}

const SPEC_KINDS: Readonly<Record<string, string>> = {
    minReadySeconds: "number",
    paused: "boolean",
    revisionHistoryLimit: "number",
    strategy: "DeploymentStrategy",
};
const SPEC = Object.keys(SPEC_KINDS);

function specFieldFaults(key: string, value: unknown): Fault[] {
    const kind = SPEC_KINDS[key];
    return kind === undefined ? faultsAt("", elsewhere(key)) : fieldFaults(value, kind);
}

const ELSEWHERE: Readonly<Record<string, string>> = {
    replicas: "is an argument of its own, from which the deadline is derived; set replicas instead",
    progressDeadlineSeconds: "is derived from the size; set startSeconds for a slow start",
    selector: "is set by the component; read it from the output `selector`",
    template: "is given as podTemplate",
};

function elsewhere(key: string): string {
    return ELSEWHERE[key] ?? `is not a part of a Deployment's spec; expected ${SPEC.join(", ")}`;
}

function timeoutFaults(seconds: number | undefined): Fault[] {
    return seconds === undefined || (Number.isInteger(seconds) && seconds >= 1)
        ? []
        : faultsAt("probeTimeoutSeconds", `${seconds}; expected a whole number of seconds, 1 or more`);
}

function serviceFaults({ type, port: own }: ServiceArgs, port: number | undefined): Fault[] {
    return [
        ...(port === undefined ? faultsAt("", "needs the port that the container listens on; give port") : []),
        ...portFaults("port", own),
        ...choiceFaults("type", type, { ClusterIP: "ClusterIP", NodePort: "NodePort", LoadBalancer: "LoadBalancer" }),
    ];
}

function portFaults(property: string, port: number | undefined): Fault[] {
    const accepted = port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535);
    return accepted ? [] : faultsAt(property, `${port} is not a port; expected 1 to 65535`);
}

function pathFaults(property: string, path: string | undefined, port: number | undefined): Fault[] {
    if (path === undefined) {
        return [];
    }
    const relative = path.startsWith("/") ? [] : [`"${path}" is not an absolute path; expected one such as /healthz`];
    const unreachable = port === undefined ? [`"${path}" needs the port that it is asked on; give port`] : [];
    return faultsAt(property, ...relative, ...unreachable);
}
