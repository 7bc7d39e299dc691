import assert from "node:assert/strict";
import { acrName } from "../../../model/registry/kind";

describe("acrName", () => {
    it("is the first label of the host, without the suffix of a domain name label", () => {
        assert.equal(acrName("shop.azurecr.io"), "shop");
        assert.equal(acrName("shop-e7ggejfuhzhgedc8.azurecr.io"), "shop");
        assert.equal(acrName("shop.westeurope.geo.azurecr.io"), "shop");
    });
});
