// A cluster with a hold and the releases of some teams, and nodes of a test that join it.
import assert from "node:assert/strict";
import { PAUSE_IMAGE, pushKubectlImage } from "../../../../platform/kubernetes/images";
import { changeNode } from "../../../../platform/kubernetes/platform";
import { freshImage, type Ran, Scenario } from "../../support/scenario";
import { CLUSTER, holdSection } from "./hold";

export class HeldCluster {
    readonly platformTeam: Scenario;

    /** @param nodes that may join; those of an earlier run are removed first. */
    constructor(
        name: string,
        private readonly nodes: readonly string[],
        readonly teams: readonly Scenario[],
        private readonly section: object = {},
    ) {
        this.platformTeam = new Scenario(name);
    }

    async prepare(): Promise<void> {
        await this.removeNodes();
        await pushKubectlImage();
        await this.platformTeam.prepare();
        this.platformTeam.configure({ nodeWarmup: { ...holdSection(this.platformTeam.name), ...this.section } });
        went(await this.platformTeam.up());
        for (const team of this.teams) {
            await team.prepare();
        }
    }

    async remove(): Promise<void> {
        await this.removeNodes();
        for (const scenario of [...this.teams, this.platformTeam]) {
            await scenario.remove();
        }
    }

    async removeNodes(): Promise<void> {
        for (const name of this.nodes) {
            await changeNode({ verb: "remove", name }).catch((error) => assert.match(String(error), /no such node/));
        }
    }
}

/** `up` with these images and nothing else. */
export function releaseOf(team: Scenario, images: readonly string[], changes: object = {}): Promise<Ran> {
    const entries = images.map((image, number) => ({ name: `i${number}`, image, size: "30MB" }));
    const rollout = { namespace: team.name, images: entries, helperImage: PAUSE_IMAGE, nodes: 1, cluster: CLUSTER };
    team.configure({ rollout: { ...rollout, ...changes } });
    return team.up();
}

export function went({ failure, output }: Ran): string {
    assert.equal(failure, undefined, output);
    return output;
}

export async function newImages(repository: string, count: number, megabytes = 30): Promise<string[]> {
    const numbers = Array.from({ length: count }, (_, number) => number);
    const pushed = await Promise.all(numbers.map((number) => freshImage(`${repository}/${number}`, { megabytes })));
    return pushed.map(({ reference }) => reference);
}
