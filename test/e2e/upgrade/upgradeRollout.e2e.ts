import assert from "node:assert/strict";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";
import { assertAnnounced } from "./announced";
import { previewed, updated } from "./changes";
import { BEFORE_RELEASES, earlierPackage, earlierUp, startingPoints } from "./earlier";
import { identities } from "./identities";

const NAME = "e2e-upgrade";

for (const revision of startingPoints()) {
    describe(`an upgrade of a rollout with a migration from ${revision}`, () => {
        const scenario = new Scenario(NAME);
        let earlier: Record<string, string>;

        before(async () => {
            const [folder] = await Promise.all([earlierPackage(revision), scenario.prepare()]);
            const { reference } = await freshImage("e2e/upgrade", { sample: true });
            const rollout = sampleRollout(NAME, reference);
            scenario.configure({ rollout: revision === BEFORE_RELEASES ? inEarlierWords(rollout) : rollout });
            await earlierUp(folder, scenario);
            scenario.configure({ rollout });
            earlier = await identities(NAME);
        });
        after(() => scenario.remove());

        it("previews only what the changelog announces", async () => {
            assertAnnounced(await previewed(await scenario.stack()));
        });

        it("replaces no object, and neither migrates nor restarts the application again", async () => {
            assertAnnounced(await updated(await scenario.stack()));
            assert.deepEqual(await identities(NAME), earlier);
            assert.equal(Object.keys(earlier).filter((name) => /^(Job|Deployment) /.test(name)).length, 2);
        });

        it("has nothing to change afterwards", async () => {
            assert.deepEqual(await previewed(await scenario.stack()), []);
        });
    });
}

function inEarlierWords({ helperImage, migration, ...rollout }: ReturnType<typeof sampleRollout>) {
    const { runSeconds, ...container } = migration;
    return { ...rollout, migration: { ...container, run: `${runSeconds}s` }, prepull: { helperImage } };
}
