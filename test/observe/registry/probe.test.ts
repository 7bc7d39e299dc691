import assert from "node:assert/strict";
import { probeRegistry } from "../../../observe/registry/probe";

describe("how a registry is reached", () => {
    it("is by its addresses, whatever its port", async () => {
        const here = { addresses: ["127.0.0.1"], reach: "private" };
        assert.deepEqual(await probeRegistry("127.0.0.1:5000"), { host: "127.0.0.1:5000", ...here });
        const { addresses } = await probeRegistry("[::1]:5000");
        assert.deepEqual(addresses, ["::1"]);
    });

    it("is not known where the name does not resolve", async () => {
        await assert.rejects(probeRegistry("acr1.invalid:5000"), {
            message: /^acr1\.invalid cannot be resolved \(no such host\); check the spelling/,
        });
    });
});
