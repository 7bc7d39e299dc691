import { randomSteps } from "./randomSteps";
import { RegistryWalk } from "./registryWalk";

const STEPS = 4;

describe("random changes of a registry: each does what its preview says, ends, and leaves nothing to do", () => {
    for (const seed of [1, 2, 3]) {
        it(`walk ${seed}`, async () => {
            const walk = new RegistryWalk();
            for (const step of randomSteps(walk, STEPS, seed)) {
                await walk.to(step);
            }
            await walk.remove();
        });
    }
});
