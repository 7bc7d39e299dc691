// Proofs that take longer than a change should wait for, such as hours of churn: run by hand, on a platform that is up.
module.exports = {
    ...require("./mocharc.json"),
    spec: ["test/**/*.long.ts"],
    timeout: 4 * 3_600_000,
    // One after the other: what they measure must not be each other.
    parallel: false,
};
