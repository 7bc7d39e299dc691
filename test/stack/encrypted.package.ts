import assert from "node:assert/strict";
import { SECRET } from "../../model/plan/resource";
import { type Desired, desiredResources } from "../resources/inlineProgram";
import { stackIn } from "../resources/programs";

const CREDENTIAL = "client-key-data: S0VZ";
const KUBECONFIG = `apiVersion: v1\nusers: [{ user: { ${CREDENTIAL} } }]\n`;
const ROLLOUT = "aks-image-delivery:rollout";

/** The stack `local` with more in its section `rollout`, of which something may be encrypted. */
function local(rollout: object, secretKeys: string[] = []): Promise<Desired> {
    const program = stackIn(".", "local", (sections) => ({ rollout: { ...sections.rollout, ...rollout } }));
    return desiredResources({ ...program, config: { ...program.config, secretKeys } });
}

describe("a stack with something secret in its configuration", () => {
    it("gives a kubeconfig to the provider as a secret, and does not keep it among its outputs", async () => {
        const { resources, outputs, warnings } = await local({ cluster: { kubeconfig: KUBECONFIG } }, [ROLLOUT]);
        const provider = resources.find(({ type }) => type === "pulumi:providers:kubernetes");
        assert.equal(provider?.inputs.kubeconfig, SECRET);
        assert.doesNotMatch(JSON.stringify(outputs), new RegExp(CREDENTIAL));
        assert.doesNotMatch(warnings.join("\n"), /encrypted/);
    });

    it("shows a path of a kubeconfig, and what it rolled out", async () => {
        const { resources, outputs } = await local({});
        const provider = resources.find(({ type }) => type === "pulumi:providers:kubernetes");
        assert.equal(provider?.inputs.kubeconfig, ".local/kubeconfig");
        assert.match(JSON.stringify(outputs.deployed), /^"v1:\{/);
    });

    it("keeps what it rolled out as a secret where a part of it was encrypted, and warns of what pods show", async () => {
        const { outputs, warnings } = await local({ cluster: undefined }, [ROLLOUT]);
        assert.doesNotMatch(JSON.stringify(outputs.deployed), /^"v1:/);
        assert.match(warnings.join("\n"), /^rollout: an encrypted value .* put it into a Secret/m);
    });
});
