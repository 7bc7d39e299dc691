// All end-to-end tests. Those that wait for real clocks, such as the 300 s that the gate is patient with a refused pull, begin
// first: they take no processor time from the others, and none of them is left alone at the end.
const LONGEST = [
    "deniedPull",
    "deniedRole",
    "freshFolder",
    "fullDisk",
    "interruptedMigration",
    "firewall",
    "faultTable",
    "registryDown",
    "wrongImage",
    "python",
];

module.exports = {
    ...require("./mocharc.json"),
    spec: [...LONGEST.map((name) => `test/e2e/**/${name}.e2e.ts`), `test/e2e/**/!(${LONGEST.join("|")}).e2e.ts`],
};
