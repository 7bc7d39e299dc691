import assert from "node:assert/strict";
import { plan } from "../../../cli/verbs/plan/plan";
import { commit, folderFor, PROJECT, PULUMI, write } from "../../support/projects";

/** Keeps what it deployed before, which it reads of its own outputs. */
const KEEPER = `${PULUMI}
class Any extends pulumi.CustomResource {}
module.exports = async () => {
    const stage = new pulumi.Config().require("stage");
    const { value } = await new pulumi.StackReference("organization/shop/dev").getOutputDetails("deployed");
    const deployed = stage === "deploy" ? "app" : value;
    if (deployed !== undefined) { new Any("any:index:Any", deployed, {}); }
    return { deployed };
};
`;

const config = (stage: string) => `config:\n  stage: ${stage}\n`;

describe("the plan against another revision", () => {
    it("takes the outputs of the base for what is deployed", async () => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": config("deploy"), "index.js": KEEPER });
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": config("prepull") });
        const { report } = await plan({ folder, stack: "dev", base: "HEAD" });
        assert.deepEqual(
            report.resources.map(({ name }) => name),
            ["app"],
        );
        assert.deepEqual(report.difference?.changes, []);
    });

    it("adds all of a stack that the change adds", async () => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": config("deploy"), "index.js": KEEPER });
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": config("deploy") });
        const { report } = await plan({ folder, stack: "dev", base: "HEAD" });
        assert.deepEqual(
            report.difference?.changes.map(({ action, name }) => [action, name]),
            [["add", "app"]],
        );
    });

    it("says which revision's program failed", async () => {
        const failing = 'console.error("no size");\nprocess.exit(1);\n';
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "index.js": failing });
        commit(folder);
        write(folder, { "index.js": "exports.done = true;\n" });
        const refused = plan({ folder, stack: "dev", base: "HEAD" });
        await assert.rejects(refused, { message: "at HEAD: the program of stack dev failed: no size" });
    });
});

describe("the plan of a program", () => {
    it("says of what a provider renders that it shows nothing, and needs no file of a stack where none has one", async () => {
        const chart = `${PULUMI}
class Chart extends pulumi.ComponentResource {}
new Chart("kubernetes:helm.sh/v4:Chart", "web");
`;
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "index.js": chart });
        const { report, warnings } = await plan({ folder, stack: "dev" });
        assert.deepEqual(warnings, ['the Chart "web" is rendered by its provider: the plan shows none of its objects']);
        assert.deepEqual(
            report.resources.map(({ name }) => name),
            ["web"],
        );
    });
});
