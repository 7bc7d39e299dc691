import assert from "node:assert/strict";
import { exchangesToken } from "../../../platform/azure/rules/tokenAudience";
import type { ArmResource } from "../../../platform/azure/world";

const tokenFor = (aud: string) => `e30.${Buffer.from(JSON.stringify({ aud })).toString("base64url")}.x`;

describe("a token of Entra ID", () => {
    const registry = (policies?: object): ArmResource => ({ id: "/r", name: "r", type: "t", properties: { policies } });
    const closed = registry({ azureADAuthenticationAsArmPolicy: { status: "disabled" } });

    it("is exchanged where it is for registries, and one for Resource Manager unless a policy forbids that", () => {
        for (const [audience, open, hardened] of [
            ["https://containerregistry.azure.net", true, true],
            ["https://management.azure.com/", true, false],
            ["https://graph.microsoft.com", false, false],
        ] as const) {
            assert.equal(exchangesToken(registry(), tokenFor(audience)), open, audience);
            assert.equal(exchangesToken(closed, tokenFor(audience)), hardened, audience);
        }
    });
});
