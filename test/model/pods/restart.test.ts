import assert from "node:assert/strict";
import { type RestartContainer, restartPlan } from "../../../model/pods/restart";

const TAGGED = "acr1.azurecr.io/web:1";
const PINNED = `acr1.azurecr.io/web@sha256:${"a".repeat(64)}`;

const warnings = (...containers: RestartContainer[]) => restartPlan({ containers, paused: false }).warnings;

describe("a restart", () => {
    it("pulls no tag again unless the policy says so, which is told once for each image", () => {
        const [first, ...others] = warnings({ image: TAGGED }, { image: TAGGED });
        assert.match(
            first ?? "",
            /^if the tag of acr1\.azurecr\.io\/web:1 was moved.*\(imagePullPolicy IfNotPresent\)/,
        );
        assert.deepEqual(others, []);
        assert.match(warnings({ image: TAGGED, pullPolicy: "Never" })[0] ?? "", /\(imagePullPolicy Never\)/);
    });

    it("needs no warning for a digest, for Always, and for what is not a reference", () => {
        const harmless = [{ image: PINNED }, { image: TAGGED, pullPolicy: "Always" }, { image: "Not A Reference" }];
        assert.deepEqual(warnings(...harmless), []);
    });

    it("does nothing while the Deployment is paused, and little where pods are replaced on delete", () => {
        assert.match(restartPlan({ containers: [], paused: true }).fault ?? "", /^it is paused; resume it first/);
        assert.deepEqual(restartPlan({ containers: [], paused: false, strategy: "RollingUpdate" }), { warnings: [] });
        const [onDelete] = restartPlan({ containers: [], paused: false, strategy: "OnDelete" }).warnings;
        assert.match(onDelete ?? "", /^its update strategy is OnDelete/);
    });
});
