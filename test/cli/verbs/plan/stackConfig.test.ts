import assert from "node:assert/strict";
import { stackConfig } from "../../../../cli/verbs/plan/stackConfig";

describe("the configuration of a stack for a plan", () => {
    it("is text, and JSON for what is not text", () => {
        const { values } = stackConfig(
            "shop",
            {},
            { "shop:name": "a", "shop:count": 3, "shop:on": true, "shop:list": [1, "2"] },
        );
        assert.deepEqual(values, { "shop:name": "a", "shop:count": "3", "shop:on": "true", "shop:list": '[1,"2"]' });
    });

    it("names keys without a namespace by the project", () => {
        assert.deepEqual(stackConfig("shop", {}, { name: "a" }).values, { "shop:name": "a" });
    });

    it("has the project's values and defaults where the stack has none", () => {
        const project = {
            region: { type: "string", default: "eu" },
            tier: { value: "low" },
            size: 1,
            must: { type: "string" },
        };
        const { values } = stackConfig("shop", project, { "shop:tier": "high" });
        assert.deepEqual(values, { "shop:region": "eu", "shop:tier": "high", "shop:size": "1" });
    });

    it("puts a mark in the place of what is encrypted, however deep, and says which keys hold it", () => {
        const { values, secretKeys } = stackConfig(
            "shop",
            {},
            {
                "shop:token": { secure: "v1:abc=" },
                "shop:db": { hosts: [{ password: { secure: "v1:def=" } }] },
                "shop:a": "b",
            },
        );
        assert.deepEqual(values, {
            "shop:token": "[secret]",
            "shop:db": '{"hosts":[{"password":"[secret]"}]}',
            "shop:a": "b",
        });
        assert.deepEqual(secretKeys, ["shop:token", "shop:db"]);
    });
});
