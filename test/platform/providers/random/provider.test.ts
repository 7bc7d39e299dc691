import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { randomProvider } from "../../../../platform/providers/random/provider";
import type { CheckCall, CreateCall, DiffCall } from "../../../../platform/providers/shared/provider";
import { type Properties, Secret, UNKNOWN } from "../../../../platform/providers/shared/values";

const provider = randomProvider("1.0.0");
const token = (name: string) => `random:index/r${name.slice(1)}:${name}`;

async function checked(name: string, news: Properties) {
    return provider.check({ type: token(name), news } as unknown as CheckCall);
}

async function made(name: string, news: Properties, preview = false) {
    const { inputs } = await checked(name, news);
    return provider.create({ type: token(name), inputs, preview } as unknown as CreateCall);
}

describe("the random stand-in", () => {
    it("creates strings of the asked length with at least the asked characters", async () => {
        const minima = fc.record({
            minLower: fc.nat(5),
            minUpper: fc.nat(5),
            minNumeric: fc.nat(5),
            minSpecial: fc.nat(5),
        });
        await fc.assert(
            fc.asyncProperty(minima, fc.integer({ min: 20, max: 40 }), async (least, length) => {
                const { outputs } = await made("RandomString", { ...least, length, overrideSpecial: "_-" });
                const result = String(outputs.result);
                const count = (set: RegExp) => result.match(set)?.length ?? 0;
                assert.match(result, /^[A-Za-z0-9_-]+$/);
                assert.equal(result.length, length);
                assert.ok(count(/[a-z]/g) >= least.minLower && count(/[A-Z]/g) >= least.minUpper);
                assert.ok(count(/[0-9]/g) >= least.minNumeric && count(/[_-]/g) >= least.minSpecial);
            }),
            { numRuns: 50 },
        );
    });

    it("leaves out the classes that are switched off", async () => {
        const { outputs } = await made("RandomString", { length: 200, special: false, upper: false, numeric: false });
        assert.match(String(outputs.result), /^[a-z]{200}$/);
    });

    it("marks a password as a secret, and never the id", async () => {
        const { id, outputs } = await made("RandomPassword", { length: 12 });
        assert.equal(id, "none");
        assert.ok(outputs.result instanceof Secret);
    });

    it("creates ids of the asked bytes in every spelling", async () => {
        const { outputs } = await made("RandomId", { byteLength: 4, prefix: "p-" });
        const hex = String(outputs.hex).slice(2);
        assert.match(String(outputs.hex), /^p-[0-9a-f]{8}$/);
        assert.equal(outputs.dec, `p-${BigInt(`0x${hex}`)}`);
        assert.equal(outputs.b64Std, `p-${Buffer.from(hex, "hex").toString("base64")}`);
    });

    it("creates another value each time", async () => {
        const uuids = await Promise.all([made("RandomUuid", {}), made("RandomUuid", {})]);
        assert.notEqual(uuids[0]?.id, uuids[1]?.id);
    });

    it("creates nothing in a preview", async () => {
        const { outputs } = await made("RandomUuid", { keepers: { a: "1" } }, true);
        assert.deepEqual(outputs, { keepers: { a: "1" }, result: UNKNOWN });
    });

    it("is replaced when a keeper changes, and only then", async () => {
        const diff = (keep: string) =>
            provider.diff({
                oldInputs: { keepers: { keep: "1" } },
                news: { keepers: { keep } },
            } as unknown as DiffCall);
        assert.deepEqual((await diff("2")).changes, { "keepers.keep": { kind: "update", replace: true } });
        assert.deepEqual((await diff("1")).changes, {});
    });

    it("refuses what cannot be created", async () => {
        const reasons = async (name: string, inputs: Properties) => (await checked(name, inputs)).failures?.length;
        assert.equal(await reasons("RandomString", { length: 3, minLower: 4 }), 1);
        assert.equal(await reasons("RandomString", { length: 0 }), 1);
        assert.equal(await reasons("RandomId", { byteLength: 0 }), 1);
        assert.equal(await reasons("RandomString", { length: UNKNOWN }), 0);
        assert.throws(
            () => provider.check({ type: "random:index/randomPet:RandomPet", news: {} } as unknown as CheckCall),
            {
                message: /does not create random:index\/randomPet:RandomPet; it creates RandomUuid/,
            },
        );
    });
});
