import assert from "node:assert/strict";
import { portNameFaults } from "../../../model/workload/portNames";
import { faultTexts } from "../../support/faultTexts";

const faults = (container: object) => faultTexts(portNameFaults({ containers: [container] }));
const asks = (port: unknown) => ({ httpGet: { path: "/", port } });

describe("ports that are asked by name", () => {
    const ports = [{ name: "web", containerPort: 8080 }, { containerPort: 9090 }];

    it("are ports of the container", () => {
        assert.deepEqual(faults({ ports, readinessProbe: asks("web"), livenessProbe: asks(9090) }), []);
        assert.deepEqual(faults({ ports, readinessProbe: asks("http"), startupProbe: { tcpSocket: { port: "x" } } }), [
            'containers[0].readinessProbe.httpGet.port: "http" is not the name of a port of this container; expected web, or a number',
            'containers[0].startupProbe.tcpSocket.port: "x" is not the name of a port of this container; expected web, or a number',
        ]);
        assert.deepEqual(faults({ lifecycle: { preStop: asks("8080") } }), [
            'containers[0].lifecycle.preStop.httpGet.port: "8080" is not the name of a port of this container; expected a number: no port has a name',
        ]);
    });

    it("are not judged where a name or the port is not known yet", () => {
        const later = new (class Later {})();
        assert.deepEqual(faults({ ports: later, readinessProbe: asks("http") }), []);
        assert.deepEqual(faults({ ports: [later], readinessProbe: asks("http") }), []);
        assert.deepEqual(faults({ ports: [{ name: later }], readinessProbe: asks("http") }), []);
        assert.deepEqual(faults({ ports, readinessProbe: asks(later) }), []);
    });

    it("of a sidecar are its own", () => {
        const spec = {
            containers: [{ ports }],
            initContainers: [{ readinessProbe: asks("web") }],
        };
        assert.equal(portNameFaults(spec)[0]?.property, "initContainers[0].readinessProbe.httpGet.port");
    });
});
