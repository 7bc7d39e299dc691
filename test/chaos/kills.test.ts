import assert from "node:assert/strict";
import { killOf, VICTIMS } from "./kills";

describe("the kills of a seed", () => {
    const kills = Array.from({ length: 1_000 }, (_, number) => killOf("1", number));

    it("are the same each time, each by its number", () => {
        assert.deepEqual(killOf("1", 7), kills[7]);
        assert.notDeepEqual(killOf("2", 7), kills[7]);
    });

    it("hit every victim, updates half of the time, from the first moment to the end of an update", () => {
        const of = (victim: string) => kills.filter((kill) => kill.victim === victim).length;
        assert.ok(of("up") > 450 && of("up") < 550, String(of("up")));
        assert.ok(VICTIMS.every((victim) => of(victim) > 60));
        const moments = kills.map(({ afterMs }) => afterMs);
        assert.ok(Math.min(...moments) < 200 && Math.max(...moments) > 19_800);
    });
});
