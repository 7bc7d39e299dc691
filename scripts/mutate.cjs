// `npm run mutate -- ROOM`: changes the code of a room in every way that Stryker knows, one change at a time, and says which
// changes no test saw. Texts are left out: a test that repeats every sentence proves nothing. Reports are in .stryker/.
// The files of a layer that are in no room are one: `npm run mutate -- 'components/*.ts'`.
// With --without-tables also what is read as a module loads, such as tables and patterns: each change there takes a whole run
// of the tests, nine tenths of the time in all.
const { existsSync } = require("node:fs");

/** A room is good from this share of caught changes on. */
const LEAST_SCORE = 85;

const WITHOUT_TABLES = "--without-tables";

const OWN_FILES = /\/\*\.ts$/;

const words = process.argv.slice(2);
const rooms = words.filter((word) => word !== WITHOUT_TABLES).map((room) => room.replace(/\/+$/, ""));
const folders = rooms.map((room) => room.replace(OWN_FILES, ""));
const unknown = folders.filter((folder) => !existsSync(folder) || !existsSync(`test/${folder}`));

if (rooms.length === 0 || unknown.length > 0) {
    const wrong = unknown.map((room) => `${room} is not a folder with a mirror in test/. `).join("");
    console.error(`${wrong}Name one room or more: npm run mutate -- model/gate components/registry`);
    process.exitCode = 2;
} else {
    void mutate();
}

async function mutate() {
    const { Stryker } = await import("@stryker-mutator/core");
    for (const room of rooms) {
        await new Stryker(optionsOf(room)).runMutationTest();
    }
}

function optionsOf(room) {
    const files = OWN_FILES.test(room) ? room : `${room}/**/*.ts`;
    const report = `.stryker/${room.replace(OWN_FILES, ".own").replaceAll("/", ".")}`;
    // A room of model/ is tested on its own; a component is also seen through those that hold it.
    const tests = files !== room && room.startsWith("model/") ? room : room.split("/")[0];
    return {
        mutate: [files],
        mutator: { excludedMutations: ["StringLiteral"] },
        plugins: ["@stryker-mutator/mocha-runner"],
        testRunner: "mocha",
        coverageAnalysis: "perTest",
        // On a busy machine, the tests of a whole layer.
        dryRunTimeoutMinutes: 60,
        // And a change that only takes longer there is not one that a test has seen.
        timeoutMS: 20_000,
        mochaOptions: {
            "no-config": true,
            "no-package": true,
            require: ["./scripts/typescript.cjs"],
            spec: [`test/${tests}/**/*.test.ts`],
            // It reads the sources, which are full of changes here.
            ignore: ["test/model/texts.test.ts"],
        },
        ignoreStatic: words.includes(WITHOUT_TABLES),
        incremental: true,
        incrementalFile: `${report}.json`,
        htmlReporter: { fileName: `${report}.html` },
        reporters: ["clear-text", "html"],
        clearTextReporter: { reportTests: false },
        thresholds: { high: 95, low: LEAST_SCORE, break: LEAST_SCORE },
        tempDirName: ".stryker/tmp",
        ignorePatterns: ["/dist", "/coverage", "/.local"],
        allowEmpty: false,
        checkers: [],
    };
}
