// Builders of what a gate and a diagnosis look at: a healthy default, and what differs from it.
import assert from "node:assert/strict";
import { type GateQuestion, gateVerdict } from "../../model/gate/verdict";
import type { ContainerFacts, EventFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { IMAGE } from "./pullErrors";

/** When all views begin, in milliseconds; whole seconds, as events have. */
const START = Date.UTC(2026, 0, 15, 12);

/** `seconds` after the beginning. */
export function at(seconds: number): number {
    return START + seconds * 1_000;
}

export function node(name: string, different: Partial<NodeFacts> = {}): NodeFacts {
    return {
        name,
        ready: true,
        schedulable: true,
        labels: {},
        taints: [],
        os: "linux",
        arch: "amd64",
        kubeletVersion: "v1.36.3",
        runtimeVersion: "containerd://2.2.9",
        pressures: [],
        createdAt: at(-3_600),
        ...different,
    };
}

export function container(different: Partial<ContainerFacts> = {}): ContainerFacts {
    return {
        name: "app",
        image: IMAGE,
        kind: "main",
        state: "waiting",
        reason: "ContainerCreating",
        ready: false,
        restarts: 0,
        ...different,
    };
}

/** A pod that was scheduled to `on` and has not begun to pull. */
export function pod(on: string | undefined, different: Partial<PodFacts> = {}): PodFacts {
    const name = different.name ?? `prepull-${on ?? "pending"}`;
    return {
        namespace: "apps",
        name,
        uid: `uid-${name}`,
        node: on,
        phase: "Pending",
        ready: false,
        createdAt: START,
        startedAt: on === undefined ? undefined : START,
        labels: {},
        containers: [container()],
        claims: [],
        gates: [],
        ...different,
    };
}

export function readyPod(on: string): PodFacts {
    const running = container({ state: "running", reason: undefined, ready: true, imageId: "sha256:1" });
    return pod(on, { phase: "Running", ready: true, containers: [running] });
}

/** An event of `about`, first and last seen so many seconds after the beginning. */
export function event(about: PodFacts, message: string, first: number, last = first): EventFacts {
    const warning = /^(?:Failed|Error)/.test(message);
    return {
        uid: `event-${about.uid}-${message}`,
        kind: "Pod",
        namespace: about.namespace,
        name: about.name,
        objectUid: about.uid,
        type: warning ? "Warning" : "Normal",
        reason: warning ? "Failed" : "Pulling",
        message,
        firstAt: at(first),
        lastAt: at(last),
        count: last === first ? 1 : 2,
        node: about.node,
    };
}

export function pulling(about: PodFacts, first: number, last = first): EventFacts {
    return event(about, `Pulling image "${IMAGE}"`, first, last);
}

export function pulled(about: PodFacts, when: number): EventFacts {
    return event(about, `Successfully pulled image "${IMAGE}" in 20s (20s including waiting)`, when);
}

export function failed(about: PodFacts, error: string, first: number, last = first): EventFacts {
    return event(about, `Failed to pull image "${IMAGE}": ${error}`, first, last);
}

export function failedCreate(message: string, first: number, last = first): EventFacts {
    return {
        ...event(pod(undefined, { name: "prepull" }), message, first, last),
        kind: "DaemonSet",
        reason: "FailedCreate",
    };
}

/** A gate with a clock of 970 s, asked when it begins. */
export function question(different: Partial<GateQuestion>): GateQuestion {
    return {
        nodes: [],
        pods: [],
        events: [],
        now: START,
        startedAt: START,
        image: IMAGE,
        selection: {},
        quorum: 1,
        allowZeroNodes: false,
        gate: {
            seconds: 970,
            shares: [
                { name: "schedule", seconds: 60, reason: "" },
                { name: "pull", seconds: 300, reason: "" },
                { name: "recovery", seconds: 610, reason: "" },
            ],
        },
        pullMostSeconds: 120,
        ...different,
    };
}

/** The failure of a gate, and the lines of its text; the test fails where the gate does not. */
export function failureOf(different: Partial<GateQuestion>) {
    const verdict = gateVerdict(question(different));
    assert.equal(verdict.state, "fail");
    return { ...verdict, lines: verdict.message.split("\n") };
}
