import assert from "node:assert/strict";
import { forbiddenAdvice, signInAdvice } from "../../../observe/registry/refusal";

const LABELLED = "shop-e7ggejfuhzhgedc8.azurecr.io";

describe("the advice on a registry with a domain name label", () => {
    it("signs in with the whole host, which `az` needs to tell the label from the name", () => {
        assert.equal(signInAdvice(LABELLED), `sign in with: az acr login --name ${LABELLED}`);
    });

    it("names the registry as Azure does where the command takes a name", () => {
        assert.match(forbiddenAdvice(LABELLED, "client is not allowed access"), /--name shop --ip-address/);
    });
});
