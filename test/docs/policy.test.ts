import assert from "node:assert/strict";
import { imageDeliveryPolicies } from "../../policy/policies";
import { allBlocks, documentText } from "./blocks";

const LEVELS = ["advisory", "mandatory", "disabled"];

describe("docs/policy.md", () => {
    const rules = new Map(imageDeliveryPolicies.map((policy) => [policy.name, policy]));

    it("has every rule with its level, in their order", () => {
        const rows = [...documentText("docs/policy.md").matchAll(/^\| `([\w-]+)` \| (\w+) \|/gm)];
        assert.deepEqual(
            rows.map(([, name, level]) => [name, level]),
            imageDeliveryPolicies.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
        );
    });

    it("has every setting with its rule", () => {
        const rows = [...documentText("docs/policy.md").matchAll(/^\| `(\w+)` of `([\w-]+)` \|/gm)];
        const settings = imageDeliveryPolicies.flatMap(({ name, configSchema }) =>
            Object.keys(configSchema?.properties ?? {}).map((setting) => [setting, name]),
        );
        assert.deepEqual(rows.map(([, setting, name]) => [setting, name]).sort(), settings.sort());
    });

    it("configures rules, levels and settings that exist", () => {
        const blocks = allBlocks("json");
        assert.ok(blocks.length > 0);
        for (const { at, text } of blocks) {
            for (const [name, config] of Object.entries(JSON.parse(text) as Record<string, string | object>)) {
                assert.ok(name === "all" || rules.has(name), `${at}: ${name}`);
                const { enforcementLevel = "advisory", ...settings } =
                    typeof config === "string" ? { enforcementLevel: config } : (config as Record<string, string>);
                assert.ok(LEVELS.includes(enforcementLevel), `${at}: ${enforcementLevel}`);
                const known = Object.keys(rules.get(name)?.configSchema?.properties ?? {});
                assert.deepEqual(
                    Object.keys(settings).filter((setting) => !known.includes(setting)),
                    [],
                    at,
                );
            }
        }
    });
});
