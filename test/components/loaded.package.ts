// What a program loads is what each preview and each command costs before it does anything.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { REPOSITORY } from "../../platform/paths";

const OBSERVED = ["gate/prepull", "gate/runningJobs", "cluster/cluster", "follow/follow", "pods/logs"].map(
    (name) => `observe/${name}`,
);
const STEPS = [OBSERVED, ["components/index"], ["components/azure"]];

describe("what is loaded", () => {
    let observe = "";
    let stack = "";
    let rollout = "";
    let azure = "";
    before(() => {
        // In a process of its own, because this one has loaded more. Each step has what those before it have.
        const program = `for (const files of ${JSON.stringify(STEPS)}) {
            for (const file of files) require("./" + file);
            console.log(Object.keys(require.cache).map((file) => file.replace(process.cwd(), "")).join(" "));
        }
        for (const file of Object.keys(require.cache)) if (!file.includes("node_modules")) delete require.cache[file];
        require("./index");
        console.log(Object.keys(require.cache).map((file) => file.replace(process.cwd(), "")).join(" "));`;
        const words = ["-r", "./scripts/typescript.cjs", "-e", program];
        const output = execFileSync(process.execPath, words, { cwd: REPOSITORY, encoding: "utf8" });
        [observe = "", rollout = "", azure = "", stack = ""] = output.split("\n");
    });

    it("is not a client of Kubernetes, for a cluster or in a program, before a cluster is asked", () => {
        assert.match(observe, / \/observe\/gate\/prepull\.ts/);
        assert.doesNotMatch(observe, /@kubernetes/);
        assert.doesNotMatch(rollout, /client-node/);
    });

    it("is nothing that runs other programs for a rollout", () => {
        assert.doesNotMatch(rollout, /tinyexec/);
    });

    it("is nothing of new nodes or charts for a stack with a rollout alone", () => {
        assert.match(stack, /\/components\/rollout\/imageRollout\.ts/);
        assert.doesNotMatch(stack, /nodeWarmup|ifNotPresent|derivedDeadlines/);
    });

    it("is nothing of Azure for a rollout", () => {
        assert.match(rollout, /@pulumi\/kubernetes\/apps\/v1\/index\.js/);
        assert.doesNotMatch(rollout, /azure/i);
    });

    it("is never the root of an SDK: Azure's costs half a second", () => {
        assert.doesNotMatch(rollout, /@pulumi\/kubernetes\/index\.js/);
        assert.match(azure, /@pulumi\/azure-native\/network\/index\.js/);
        assert.doesNotMatch(azure, /@pulumi\/azure-native\/index\.js/);
    });

    it("is nothing that reads YAML before a kubeconfig is seen that calls kubelogin", () => {
        assert.doesNotMatch(azure, /\/node_modules\/yaml\//);
    });
});
