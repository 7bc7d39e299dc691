// Faults of image pulls, each made for real: the gate, `status` and `test-pull` must name its cause, and docs/faults.md is
// the table of what was seen.
import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { KUBECONFIG } from "../../../platform/paths";
import { makeNamespace, removeNamespace } from "./cluster";
import { DOCUMENT, faultTable, writeTable, writtenTable } from "./document";
import type { Fault, Seen } from "./fault";
import { LONG, QUICK } from "./faults/all";
import { look } from "./look";
import { captureVerbs } from "./verbs";

/** The kubelet takes ten pulls simultaneously and then five a second; it refuses more as a fault of their own. */
const AT_ONCE = 5;

describe("the cause of a pull that fails is named by the gate, status and test-pull:", () => {
    let looks: ReadonlyMap<Fault, Promise<Seen>>;
    let release = () => {};

    before(async () => {
        await makeNamespace();
        release = captureVerbs();
        looks = startLooks(await kubernetesClient({ kubeconfig: KUBECONFIG }));
    });
    after(async () => {
        await Promise.allSettled(looks.values());
        release();
        await removeNamespace();
    });

    for (const fault of [...QUICK, ...LONG]) {
        it(`${fault.cause} for ${fault.title}`, async () => {
            assert.equal((await looks.get(fault))?.status, fault.cause);
        });
    }

    it(`as the table of ${DOCUMENT} says`, async () => {
        const table = faultTable(await Promise.all(looks.values()));
        if (process.env.UPDATE_FAULTS) {
            writeTable(table);
        }
        assert.equal(writtenTable(), table, `${DOCUMENT} differs from what was seen; UPDATE_FAULTS=1 writes it again`);
    });
});

/** Begins them all: the quick ones in a few lanes, then one after another those that the node must be free for. */
function startLooks(client: KubernetesClient): Map<Fault, Promise<Seen>> {
    const looks = new Map<Fault, Promise<Seen>>();
    const lookAfter = (before: Promise<unknown> | undefined, fault: Fault): Promise<unknown> => {
        const seen = (before ?? Promise.resolve()).then(() => look(client, fault));
        looks.set(fault, seen);
        return seen.catch(() => {});
    };
    const lanes: Promise<unknown>[] = [];
    QUICK.forEach((fault, index) => {
        lanes[index % AT_ONCE] = lookAfter(lanes[index % AT_ONCE], fault);
    });
    LONG.reduce<Promise<unknown>>(lookAfter, Promise.all(lanes));
    return looks;
}
