import assert from "node:assert/strict";
import { portAndProbes } from "../../../model/adopt/probes";
import type { Fields } from "../../../model/workload/fields";

const PORTS = [{ name: "http", containerPort: 8080 }];

const told = (container: Fields) => {
    const { args, patch, changes } = portAndProbes({ name: "api", ...container });
    return { args, patch, changed: changes?.map(({ field }) => field) };
};
const probed = (probes: Fields, ports: unknown = PORTS) => {
    const { args, patch } = told({ ports, ...probes });
    const { port: _port, ...others } = args ?? {};
    return { args: others, patch };
};
const get = (path: unknown, port: unknown = 8080, others: Fields = {}) => ({
    httpGet: { path, port },
    periodSeconds: 5,
    ...others,
});

describe("the port of an application that runs", () => {
    const unnamed = { containerPort: 80 };
    const metrics = { name: "metrics", containerPort: 9 };
    const cases: [string, Fields[], number | undefined, Fields[]?][] = [
        ["is called http", PORTS, 8080],
        ["is called http, next to others", [metrics, unnamed, ...PORTS], 8080, [metrics, unnamed]],
        ["has no name, and is the only one", [unnamed], 80],
        ["is none of two without a name", [unnamed, { containerPort: 81 }], undefined],
        ["is none of another name", [metrics], undefined],
        ["is none that says more", [{ ...PORTS[0], hostPort: 80 }], undefined],
        ["is none without a name that says more", [{ ...unnamed, protocol: "UDP" }], undefined],
        ["is none where there is none", [], undefined],
    ];
    for (const [what, ports, port, left = port === undefined ? ports : []] of cases) {
        it(what, () => {
            const { args, patch } = told({ ports });
            assert.deepEqual([args?.port, patch?.ports ?? []], [port, left]);
        });
    }

    it("is called http then, which is a change where it had no name", () => {
        assert.deepEqual(told({ ports: [unnamed] }).changed, ["spec.containers[api].ports[80].name"]);
        assert.deepEqual([told({ ports: PORTS }).changed, told({ ports: [metrics] }).changed], [[], []]);
    });
});

describe("the readiness probe of an application that runs", () => {
    it("is a path where it asks the port every 5 seconds, with its timeout", () => {
        for (const port of [8080, "http"]) {
            const { args, patch } = probed({ readinessProbe: get("/ready", port) });
            assert.deepEqual([args, patch], [{ readinessPath: "/ready" }, {}]);
        }
        const slow = probed({ readinessProbe: get("/ready", 8080, { timeoutSeconds: 3 }) });
        assert.deepEqual(slow.args, { readinessPath: "/ready", probeTimeoutSeconds: 3 });
    });

    const others: [string, Fields][] = [
        ["of another port", get("/ready", 9000)],
        ["with another period", get("/ready", 8080, { periodSeconds: 10 })],
        ["that says more", get("/ready", 8080, { failureThreshold: 5 })],
        ["with a scheme", { ...get("/ready"), httpGet: { path: "/ready", port: 8080, scheme: "HTTPS" } }],
        ["without a path", get(undefined)],
        ["of another kind", { exec: { command: ["true"] }, periodSeconds: 5 }],
    ];
    for (const [what, readinessProbe] of others) {
        it(`stays as it is ${what}`, () => {
            assert.deepEqual(probed({ readinessProbe }), { args: {}, patch: { readinessProbe } });
        });
    }

    it("stays as it is without a port", () => {
        const readinessProbe = get("/ready", undefined);
        assert.deepEqual(probed({ readinessProbe }, []), { args: {}, patch: { readinessProbe } });
    });
});

describe("the liveness probe of an application that runs", () => {
    const livenessProbe = get("/live");
    const startupProbe = { failureThreshold: 24, periodSeconds: 5, httpGet: { port: 8080, path: "/live" } };

    it("is a path where its startup probe asks the same, whatever the order of the fields", () => {
        const { args, patch } = probed({ livenessProbe, startupProbe });
        assert.deepEqual([args, patch], [{ livenessPath: "/live", startSeconds: 120 }, {}]);
    });

    it("shares its timeout with the readiness probe, or stays as it is", () => {
        const slow = { timeoutSeconds: 3 };
        const live = { livenessProbe: { ...livenessProbe, ...slow }, startupProbe: { ...startupProbe, ...slow } };
        const paths = { livenessPath: "/live", startSeconds: 120 };
        assert.deepEqual(probed(live).args, { ...paths, probeTimeoutSeconds: 3 });
        const ready = { readinessPath: "/ready", probeTimeoutSeconds: 3 };
        const both = probed({ ...live, readinessProbe: get("/ready", 8080, slow) });
        assert.deepEqual([both.args, both.patch], [{ ...ready, ...paths }, {}]);
        const different = probed({ ...live, readinessProbe: get("/ready") });
        assert.deepEqual(different, { args: { readinessPath: "/ready", startSeconds: 120 }, patch: live });
    });

    it("stays as it is with another startup probe, or without one", () => {
        const others = [
            { ...startupProbe, httpGet: { path: "/start", port: 8080 } },
            { ...startupProbe, failureThreshold: undefined },
            { ...startupProbe, periodSeconds: 10 },
            undefined,
        ];
        for (const startup of others) {
            const { args, patch } = probed({ livenessProbe, startupProbe: startup });
            assert.equal(args.livenessPath, undefined);
            assert.deepEqual([patch?.livenessProbe, patch?.startupProbe], [livenessProbe, startup]);
        }
    });
});

describe("the time that a container that runs has for its start", () => {
    const tcp = (fields: Fields) => ({ tcpSocket: { port: 1 }, ...fields });
    const cases: [string, Fields, number | undefined][] = [
        ["is that of its startup probe", { startupProbe: tcp({ failureThreshold: 30, periodSeconds: 4 }) }, 120],
        [
            "is that of its startup probe with Kubernetes' defaults",
            { startupProbe: tcp({ initialDelaySeconds: 40 }) },
            70,
        ],
        ["is not said where it is the default", { startupProbe: tcp({ failureThreshold: 6 }) }, undefined],
        ["is the delay of its readiness probe", { readinessProbe: tcp({ initialDelaySeconds: 90 }) }, 90],
        [
            "is the longer of two delays",
            { readinessProbe: tcp({ initialDelaySeconds: 90 }), livenessProbe: tcp({ initialDelaySeconds: 120 }) },
            120,
        ],
    ];
    for (const [what, probes, seconds] of cases) {
        it(what, () => assert.equal(probed(probes).args.startSeconds, seconds));
    }
});
