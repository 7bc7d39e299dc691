import assert from "node:assert/strict";
import { ROLE_SECONDS } from "../../model/timeouts/shares";
import { desiredResources } from "../resources/inlineProgram";
import { stackIn } from "../resources/programs";
import { PINNED_IMAGE } from "../support/images";

const IMAGES = [{ name: "shop", image: PINNED_IMAGE, size: "300MB" }];

/** The clock of the gate in the stack `prod`, with these settings more. */
async function gateSeconds(registry: object, rollout: object = {}): Promise<number> {
    const program = stackIn(".", "prod", (sections) => ({
        registry: { ...sections.registry, ...registry },
        rollout: { ...sections.rollout, images: IMAGES, ...rollout },
    }));
    const { resources } = await desiredResources(program);
    const prepull = resources.find(({ type }) => type.endsWith(":ImagePrepull"));
    return Number(prepull?.outputs.gateSeconds);
}

describe("the gate of a stack with a registry", () => {
    it("has a share for the role that the stack assigns, unless somebody else did", async () => {
        const [assigned, existing] = [await gateSeconds({}), await gateSeconds({ pullAccess: "existing" })];
        assert.equal(assigned - existing, ROLE_SECONDS);
        assert.equal(await gateSeconds({}, { awaitsRole: false }), existing);
    });
});
