/** Port and probes of an application that runs: as arguments where these say exactly the same, else in the patch. */
import { type Fields, fieldsAt, isFields, listAt } from "../workload/fields";
import { DEFAULT_START_SECONDS, PROBE_SECONDS } from "../workload/podDefaults";
import { change, given, type Part } from "./description";

export function portAndProbes(container: Fields): Part {
    const ports = listAt(container, "ports");
    const port = mainPort(ports);
    const { readinessProbe, livenessProbe, startupProbe } = container;
    const number = port?.containerPort;
    const ready = pathOf(readinessProbe, number);
    const live = pathOf(livenessProbe, number);
    const tries = startOf(startupProbe, livenessProbe, number);
    const timeouts = [readinessProbe, livenessProbe].map((probe) =>
        isFields(probe) ? probe.timeoutSeconds : undefined,
    );
    // One timeout is for all probes that arguments describe.
    const saysReady = ready !== undefined;
    const saysLive = live !== undefined && tries !== undefined && (!saysReady || timeouts[0] === timeouts[1]);
    const start = startSeconds(container);
    return {
        args: given({
            port: number,
            readinessPath: ready,
            livenessPath: saysLive ? live : undefined,
            probeTimeoutSeconds: saysReady ? timeouts[0] : saysLive ? timeouts[1] : undefined,
            startSeconds: saysLive ? tries * PROBE_SECONDS : start > DEFAULT_START_SECONDS ? start : undefined,
        }),
        patch: given({
            ports: ports.filter((one) => one !== port),
            readinessProbe: saysReady ? undefined : readinessProbe,
            livenessProbe: saysLive ? undefined : livenessProbe,
            startupProbe: saysLive ? undefined : startupProbe,
        }),
        changes:
            port !== undefined && port.name === undefined
                ? [change(`spec.containers[${container.name}].ports[${number}].name`, "is http; it had no name")]
                : [],
    };
}

/** The port that is called `http`, or the only one where it has no name. */
function mainPort(ports: readonly Fields[]): Fields | undefined {
    const said = ports.filter((port) => Object.keys(port).every((key) => ["name", "containerPort"].includes(key)));
    const named = said.find(({ name }) => name === "http");
    const [first, second] = ports;
    return (
        named ??
        (second === undefined && first !== undefined && said.includes(first) && first.name === undefined
            ? first
            : undefined)
    );
}

/** The path of a probe that differs from the component's in its path and timeout only. */
function pathOf(probe: unknown, port: unknown): string | undefined {
    const { httpGet, periodSeconds, timeoutSeconds: _timeout, ...others } = isFields(probe) ? probe : {};
    const { path, port: asked, ...rest } = isFields(httpGet) ? httpGet : {};
    const isUsual = periodSeconds === PROBE_SECONDS && [...Object.keys(others), ...Object.keys(rest)].length === 0;
    return isUsual && port !== undefined && (asked === port || asked === "http") && typeof path === "string"
        ? path
        : undefined;
}

/** How often a startup probe is tried that is the component's own for that liveness probe. */
function startOf(startup: unknown, liveness: unknown, port: unknown): number | undefined {
    const { failureThreshold, ...probe } = isFields(startup) ? startup : {};
    const isSame =
        pathOf(probe, port) !== undefined && JSON.stringify(sorted(probe)) === JSON.stringify(sorted(liveness));
    return isSame && typeof failureThreshold === "number" ? failureThreshold : undefined;
}

function sorted(value: unknown): unknown {
    return isFields(value)
        ? Object.keys(value)
              .sort()
              .map((key) => [key, sorted(value[key])])
        : value;
}

/** How long its probes give the container to start. */
function startSeconds(container: Fields): number {
    const startup = fieldsAt(container, "startupProbe");
    const delay = (probe: string) => Number(fieldsAt(container, probe).initialDelaySeconds ?? 0);
    return Object.keys(startup).length > 0
        ? delay("startupProbe") + Number(startup.failureThreshold ?? 3) * Number(startup.periodSeconds ?? 10)
        : Math.max(delay("readinessProbe"), delay("livenessProbe"));
}
