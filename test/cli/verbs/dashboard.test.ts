import assert from "node:assert/strict";
import { runHere } from "../../support/runHere";

describe("image-delivery dashboard", () => {
    it("prints a dashboard with the timeouts of the sizes, and the cluster", async () => {
        const { code, stdout } = await runHere([
            "dashboard",
            "650MB",
            "2GB",
            "--cluster",
            "aks-shop",
            "--network",
            "slow",
        ]);
        assert.equal(code, 0);
        const { templating, panels } = JSON.parse(stdout);
        assert.deepEqual(templating.list[1].current, { text: "aks-shop", value: "aks-shop" });
        const clocks = panels[0].targets.slice(1).map(({ expr }: { expr: string }) => expr);
        assert.deepEqual(clocks, ["vector(600)", "vector(1200)"]);
    });

    it("needs no size", async () => {
        const { code, stdout } = await runHere(["dashboard"]);
        assert.equal(code, 0);
        assert.equal(JSON.parse(stdout).panels[0].targets.length, 1);
    });

    it("refuses what is not a size", async () => {
        const { code, stderr } = await runHere(["dashboard", "big"]);
        assert.equal(code, 2);
        assert.match(stderr, /"big"/);
    });
});
