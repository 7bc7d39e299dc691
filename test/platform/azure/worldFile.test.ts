import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../platform/paths";
import { SimulatedAzure } from "../../support/simulatedAzure";

describe("the file of the simulated Azure", () => {
    let azure: SimulatedAzure;
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    it("loses no change of several processes", async () => {
        const program = `
            const { WorldFile } = require(${JSON.stringify(join(REPOSITORY, "platform/azure/world.ts"))});
            const file = new WorldFile(${JSON.stringify(azure.world.path)});
            for (let i = 0; i < 50; i++) file.change((world) => world.takenRegistryNames.push(process.pid + "-" + i));
        `;
        const loader = join(REPOSITORY, "scripts/typescript.cjs");
        const writers = [1, 2, 3].map(() =>
            spawn(process.execPath, ["-r", loader, "-e", program], { stdio: "inherit" }),
        );
        await Promise.all(writers.map((writer) => once(writer, "exit")));
        assert.equal(new Set(azure.world.read().takenRegistryNames).size, 151);
    });

    it("keeps nothing of a change that throws", () => {
        const before = azure.world.read();
        assert.throws(
            () =>
                azure.world.change((world) => {
                    world.principals.length = 0;
                    throw new Error("no");
                }),
            /no/,
        );
        assert.deepEqual(azure.world.read(), before);
    });

    it("is free again after a process that held it was killed", async () => {
        const child = spawn(process.execPath, ["-e", ""]);
        await once(child, "exit");
        writeFileSync(`${azure.world.path}.lock`, String(child.pid));
        azure.world.change((world) => world.principals.pop());
        assert.deepEqual(readdirSync(azure.folder), ["azure.json"]);
    });
});
