import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { AzureScenario, type Settings } from "../azure/azureScenario";
import { assertAnnounced } from "./announced";
import { previewed, updated } from "./changes";
import { BEFORE_RELEASES, earlierPackage, earlierUp, startingPoints } from "./earlier";
import { identities } from "./identities";

const NAME = "e2e-upgrade-prod";
const ROLLOUT = "aks-image-delivery:rollout";

for (const revision of startingPoints()) {
    describe(`an upgrade of the stack prod from ${revision}`, () => {
        const scenario = new AzureScenario(NAME, "prod");
        let earlier: Record<string, string>;
        let azure: string[];

        before(async () => {
            const [folder] = await Promise.all([earlierPackage(revision), scenario.prepare()]);
            const images = await scenario.push();
            scenario.configure(earlierConfig(folder, images));
            await earlierUp(folder, scenario);
            scenario.set({ rollout: images });
            earlier = await identities(NAME);
            azure = azureIds();
        });
        after(async () => {
            scenario.set({ registry: { protect: false }, rollout: { images: [] } });
            await scenario.up();
            await scenario.remove();
        });

        it("previews only what the changelog announces", async () => {
            assertAnnounced(await previewed(await scenario.stack()));
        });

        it("replaces neither registry nor endpoint nor anything in the cluster", async () => {
            assertAnnounced(await updated(await scenario.stack()));
            assert.deepEqual(azureIds(), azure);
            assert.deepEqual(await identities(NAME), earlier);
            assert.ok(
                azure.some((id) => id.includes("/privateendpoints/")),
                azure.join("\n"),
            );
        });

        it("has nothing to change afterwards", async () => {
            assert.deepEqual(await previewed(await scenario.stack()), []);
        });

        /** The file of the stack as it was then, for this namespace. */
        function earlierConfig(folder: string, images: Settings): Record<string, Settings> {
            const text = readFileSync(path.join(folder, "Pulumi.prod.yaml"), "utf8");
            const { config } = parse(text) as { config: Record<string, Settings> };
            const { prepull, ...rollout } = config[ROLLOUT] as Settings & { prepull?: Settings };
            const helper =
                revision === BEFORE_RELEASES
                    ? { prepull: { ...prepull, helperImage: PAUSE_IMAGE } }
                    : { helperImage: PAUSE_IMAGE };
            return { ...config, [ROLLOUT]: { ...rollout, ...helper, namespace: NAME, ...images } };
        }

        function azureIds(): string[] {
            return Object.keys(scenario.azure.world.read().resources).sort();
        }
    });
}
