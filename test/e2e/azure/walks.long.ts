import { randomSteps } from "./randomSteps";
import { RegistryWalk } from "./registryWalk";

const STEPS = 6;
const WALKS = 20;

describe("many random changes of a registry: each does what its preview says, ends, and leaves nothing to do", () => {
    for (let seed = 101; seed <= 100 + WALKS; seed++) {
        it(`walk ${seed}`, async () => {
            const walk = new RegistryWalk();
            for (const step of randomSteps(walk, STEPS, seed)) {
                await walk.to(step);
            }
            await walk.remove();
        });
    }
});
