// Three real nodes, one of them bad, and a team that rolls out on all three.
import assert from "node:assert/strict";
import { changeNode } from "../../../../platform/kubernetes/platform";
import { KUBECONFIG } from "../../../../platform/paths";
import type { Ended } from "../../../support/run";
import { runHere } from "../../../support/runHere";
import { freshImage, Scenario, sampleRollout } from "../../support/scenario";
import { went } from "./heldCluster";

export const BAD = "e2e-bad";
const NAMES = ["e2e-good", BAD];
/** Keeps the pre-pulls of whatever else runs on the platform away: what is said of these nodes is about this team alone. */
const TAINT = "e2e/three-nodes";

export class ThreeNodes {
    readonly team: Scenario;
    /** Of the next release. */
    image = "";

    constructor(name: string) {
        this.team = new Scenario(name);
    }

    /** @param beforeBad prepares the machine of the bad node. */
    async prepare(beforeBad = async () => {}): Promise<void> {
        await this.removeNodes();
        await beforeBad();
        for (const name of NAMES) {
            await changeNode({ verb: "add", name, taints: [`${TAINT}=:NoSchedule`] });
        }
        await this.team.prepare();
        // From now on every node has the images of pods' sandboxes and of helpers.
        await this.newImage();
        went(await this.release());
    }

    async remove(): Promise<void> {
        await this.team.remove();
        await this.removeNodes();
    }

    async newImage(): Promise<void> {
        this.image = (await freshImage(this.team.name, { sample: true })).reference;
    }

    /** The pre-pull alone, unless the changes bring more. */
    release(changes: object = {}) {
        const tolerations = [{ key: TAINT, operator: "Exists" }];
        const preparesOnly = { migration: undefined, application: undefined, nodes: 3, tolerations };
        this.team.configure({ rollout: sampleRollout(this.team.name, this.image, { ...preparesOnly, ...changes }) });
        return this.team.up();
    }

    /** Migration and application too. */
    async wholeRelease(): Promise<string> {
        const { migration, application } = sampleRollout(this.team.name, this.image);
        return went(await this.release({ migration, application }));
    }

    private async removeNodes(): Promise<void> {
        for (const name of NAMES) {
            await changeNode({ verb: "remove", name }).catch((error) => assert.match(String(error), /no such node/));
        }
    }
}

export function command(...words: string[]): Promise<Ended> {
    return runHere([...words, "--kubeconfig", KUBECONFIG]);
}
