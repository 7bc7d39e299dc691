// A node whose clock is off. This machine's clock is that of all its nodes, so the API server dates what the node's kubelet
// writes of its pulls as such a kubelet would.
import { falsify } from "./falsified";

/** @param off as CEL writes a duration: `-1h` is behind. Returns what puts the clock right. */
export function setClock(node: string, off: string): Promise<() => Promise<void>> {
    return falsify({
        name: "e2e-wrong-clock",
        node,
        resources: ["events"],
        // Whoever counts an event again leaves its first time as it is.
        conditions: ["oldObject == null || object.lastTimestamp != oldObject.lastTimestamp"],
        patches: [`[${dated("lastTimestamp", off)}]`, `oldObject == null ? [${dated("firstTimestamp", off)}] : []`],
    });
}

function dated(field: string, off: string): string {
    return `JSONPatch{op: "replace", path: "/${field}", value: string(timestamp(object.${field}) + duration("${off}"))}`;
}
