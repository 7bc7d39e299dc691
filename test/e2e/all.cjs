// All end-to-end tests, the longest first: those that wait for a real clock, such as the 300 s that the gate is patient with a
// refused pull, between those that keep the processor busy meanwhile.
const FIRST = [
    "deniedPull",
    "freshFolder",
    "interruptedMigration",
    "policy",
    "fullDisk",
    "python",
    "upgradeProd",
    "up",
    "firewall",
    "plan",
    "changes",
    "registryDown",
    "context",
    "faultTable",
    "wrongImage",
];

module.exports = {
    ...require("./mocharc.json"),
    // Those of real nodes come alone (npm run test:nodes): their nodes would take part in every other test.
    ignore: ["test/e2e/nodes/**"],
    spec: [...FIRST.map((name) => `test/e2e/**/${name}.e2e.ts`), `test/e2e/**/!(${FIRST.join("|")}).e2e.ts`],
};
