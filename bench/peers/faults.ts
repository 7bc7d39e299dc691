// How long each way takes to know what is wrong, and what its text says: a missing tag, a refused token, a missing platform.
import { pushImage } from "../../platform/kubernetes/images";
import { type ExtraRegistry, startExtraRegistry } from "../../platform/kubernetes/registry";
import { NODE } from "../../platform/paths";
import { freshImage } from "../../test/e2e/support/scenario";
import { FailureWatch } from "./failureWatch";
import type { Outcome, Way } from "./outcome";
import { BARE, gateOf, PEERS } from "./ways";

/** Over the longest patience of the gate among these, 300 s for a refused token. */
const LIMIT_SECONDS = 330;

interface Fault {
    readonly name: string;
    image(registry: ExtraRegistry): Promise<string>;
    /** The words of the cause, as a registry, a runtime or a gate says it. */
    readonly cause: RegExp;
}

const FAULTS: readonly Fault[] = [
    { name: "missing tag", image: async ({ address }) => `${address}/bench/peers:missing`, cause: /not found/ },
    {
        name: "refused token",
        image: async (registry) => {
            await registry.set({ rules: [{ fault: "status", status: 401 }] });
            return (await freshImage("bench/peers")).reference.replace(/^[^/]+/, registry.address);
        },
        cause: /401|unauthorized|token refused|denied|no credential/i,
    },
    {
        name: "platform that the image lacks",
        image: async ({ address }) => {
            const platforms = ["linux/s390x", "linux/ppc64le"];
            const { reference } = await pushImage({ repository: "bench/peers", platforms, seed: Date.now() });
            return reference.replace(/^[^/]+/, address);
        },
        cause: /no match for platform|wrong platform/,
    },
];

/** All of them simultaneously: they wait, and pull nothing. */
export async function faultTimes(): Promise<string[][]> {
    const rows = await Promise.all(FAULTS.map((fault, index) => rowsOf(fault, index)));
    return rows.flat();
}

async function rowsOf(fault: Fault, index: number): Promise<string[][]> {
    const registry = await startExtraRegistry();
    try {
        const image = await fault.image(registry);
        const ways = [BARE, gateOf("30MB"), ...PEERS];
        return await Promise.all(ways.map((way, number) => rowOf(fault, way, image, `bench-peers-${index}-${number}`)));
    } finally {
        await registry.stop();
    }
}

async function rowOf(fault: Fault, way: Way, image: string, namespace: string): Promise<string[]> {
    const watch = new FailureWatch(namespace);
    const started = () => watch.start();
    const outcome = await way.knows(image, { namespace, limitSeconds: LIMIT_SECONDS, started });
    const event = await watch.end();
    return [`${fault.name}: ${way.name}`, when(outcome), heard(outcome, event), named(outcome.text, fault)];
}

function when({ seconds, state }: Outcome): string {
    const said = { there: " (takes it for there)", wrong: "", ranOut: "" }[state];
    return state === "ranOut" ? `never, until its ${LIMIT_SECONDS} s` : `${seconds.toFixed(1)} s${said}`;
}

/** Only a gate warns meanwhile. */
function heard({ warned }: Outcome, event: number | undefined): string {
    return warned === undefined || event === undefined
        ? ""
        : `warns ${Math.max(0, warned - event).toFixed(1)} s after the kubelet's event`;
}

function named(text: string, { cause }: Fault): string {
    const names = [text.includes(NODE) && "node", cause.test(text) && "cause"].filter(Boolean);
    return names.length === 0 ? "neither" : names.join(" and ");
}
