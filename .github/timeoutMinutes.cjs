// `node .github/timeoutMinutes.cjs STACK`: minutes for the CI job that rolls the stack out, from the sizes in its configuration.
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { parse } = require("yaml");

const REPOSITORY = join(__dirname, "..");

/** A rollout without images only creates the registry: replicas and private endpoints take Azure up to half an hour. */
const WITHOUT_IMAGES = 60;

const [, , stack, file = `Pulumi.${stack}.yaml`] = process.argv;
const rollout = parse(readFileSync(file, "utf8")).config["aks-image-delivery:rollout"];

const applications = [rollout?.application, ...(rollout?.applications ?? [])].filter(Boolean);
const migrations = [rollout?.migration, ...(rollout?.migrations ?? [])].filter(Boolean);

/** The default of `runSeconds`. */
const RUN_SECONDS = 300;

const replicas = Math.max(0, ...applications.map((each) => each.replicas ?? 1));
const runSeconds = migrations.reduce((sum, each) => sum + (each.runSeconds ?? RUN_SECONDS), 0);

/** One command for each image; the largest answer counts, since images are pulled in parallel. Migrations follow each other. */
function minutesOf({ size, layers }) {
    const flags = {
        "--network": rollout.network,
        "--nodes": rollout.nodes,
        "--layers": layers,
        "--replicas": replicas || undefined,
        "--run": runSeconds || undefined,
    };
    const given = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
    const command = [
        "-r",
        "./scripts/typescript.cjs",
        "cli/main.ts",
        "timeouts",
        String(size),
        ...given,
        "--format",
        "json",
    ];
    const { step } = JSON.parse(execFileSync("node", command, { cwd: REPOSITORY, encoding: "utf8" }));
    return Math.ceil(step.seconds / 60);
}

console.log(Math.max(WITHOUT_IMAGES, ...(rollout?.images ?? []).map(minutesOf)));
