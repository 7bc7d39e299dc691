import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Planned, runProgram } from "../../../cli/verbs/plan/program";
import { readProject } from "../../../cli/verbs/plan/project";
import { UsageError } from "../../../model/userError";
import { folderFor, PROJECT, PULUMI } from "../../support/projects";
import { command } from "../../support/run";
import { until } from "../../support/until";

/** Everything that a program can do to its resources, in one: to start one costs half a second. */
const PROGRAM = `${PULUMI}
class Group extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("shop:index:Group", name, {}, opts);
        const config = new pulumi.Config();
        const db = make("db", { password: config.requireSecret("password"), url: pulumi.interpolate\`https://\${config.requireSecret("password")}\` }, { parent: this });
        make("web", { db: db.id, host: db.host, port: 80, icon: new pulumi.StringAsset("x") }, { parent: this, customTimeouts: { create: "5m" } });
        this.registerOutputs({ seconds: 7 });
    }
}
const make = (name, inputs, opts) => new Any(name, inputs, opts);
class Any extends pulumi.CustomResource {
    constructor(name, inputs, opts) { super("any:index:Any", name, { host: undefined, ...inputs }, opts); }
}
module.exports = async () => {
    const protect = ({ type, props, opts }) => type === "any:index:Any" ? { props: { ...props, seen: true }, opts: { ...opts, protect: true } } : undefined;
    const group = new Group("group", { transforms: [protect] });
    const found = pulumi.invokeOutput("any:index:lookUp", { name: "a" });
    make("looked-up", { id2: found.apply((value) => value.id) });
    const own = new pulumi.StackReference("organization/shop/dev");
    const other = new pulumi.StackReference("organization/shop/other");
    make("references", { own: own.getOutput("color"), other: other.getOutput("color") });
    console.log("a line of the program");
    pulumi.warn("careful");
    pulumi.warn("careful");
    return { credentials: process.env.PULUMI_ACCESS_TOKEN ?? "none", preview: pulumi.isDryRun(), stack: pulumi.getStack() };
};
`;

const STACK = "config:\n  shop:password:\n    secure: v1:abc=\n";

describe("a program that is planned", () => {
    let planned: Planned;
    before(async () => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": STACK, "index.js": PROGRAM });
        process.env.PULUMI_ACCESS_TOKEN = "pul-123";
        planned = await runProgram(readProject(folder, "dev"), async () => ({ color: "red" }));
        delete process.env.PULUMI_ACCESS_TOKEN;
    });

    const inputsOf = (name: string) => planned.resources.find((resource) => resource.name === name)?.inputs;

    it("registers its resources under the URNs that the engine would make", () => {
        assert.deepEqual(
            planned.resources.map(({ urn }) => urn),
            [
                "urn:pulumi:dev::shop::any:index:Any::looked-up",
                "urn:pulumi:dev::shop::any:index:Any::references",
                "urn:pulumi:dev::shop::shop:index:Group$any:index:Any::db",
                "urn:pulumi:dev::shop::shop:index:Group$any:index:Any::web",
                "urn:pulumi:dev::shop::shop:index:Group::group",
            ],
        );
    });

    it("shows no secret, nor what is made of one", () => {
        assert.deepEqual(inputsOf("db"), { password: "[secret]", url: "[secret]", seen: true });
    });

    it("shows what nobody knows yet as computed: ids, outputs, what is looked up, other stacks", () => {
        assert.deepEqual(inputsOf("web"), {
            db: "<computed>",
            host: "<computed>",
            port: 80,
            icon: "[file 2888b862e9e3]",
            seen: true,
        });
        assert.deepEqual(inputsOf("looked-up"), { id2: "<computed>" });
    });

    it("knows the outputs of its own stack where they are given", () => {
        assert.deepEqual(inputsOf("references"), { own: "red", other: "<computed>" });
    });

    it("applies transforms to what is below the component, and to nothing else", () => {
        const protectedOnes = planned.resources.filter((resource) => resource.protect).map(({ name }) => name);
        assert.deepEqual(protectedOnes, ["db", "web"]);
    });

    it("keeps the waits, and what a component says about itself", () => {
        assert.deepEqual(planned.resources[3]?.customTimeouts, { create: "5m" });
        assert.deepEqual(planned.resources[4]?.outputs, { seconds: 7 });
    });

    it("runs as a preview of its stack, without the user's credentials, and warns once", () => {
        assert.deepEqual(planned.outputs, { credentials: "none", preview: true, stack: "dev" });
        assert.deepEqual(planned.warnings, ["careful"]);
    });
});

describe("a program that fails", () => {
    const failures: [string, string, RegExp][] = [
        [
            "an error for its user",
            'throw new pulumi.RunError("size: give 650MB");',
            /^the program of stack dev failed: size: give 650MB$/,
        ],
        [
            "a defect, with its place and without colours",
            'throw new Error("broken");',
            /Error: broken\n +at .*index\.js:\d/,
        ],
        [
            "one name for two resources",
            'for (let i = 0; i < 2; i++) { new pulumi.ComponentResource("shop:index:Group", "twice"); }',
            /Duplicate resource URN 'urn:pulumi:dev::shop::shop:index:Group::twice'/,
        ],
        [
            "an end of its own",
            'console.error("out of luck"); process.exit(3);',
            /^the program of stack dev failed: out of luck$/,
        ],
    ];
    it("says each of several faults on a line of its own", async () => {
        const program =
            'throw new pulumi.RunError("the rollout was refused:\\n  - size: is missing\\n  - nodes: none");';
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "index.js": PULUMI + program });
        await assert.rejects(runProgram(readProject(folder, "dev")), (error: UsageError) => {
            assert.equal(error.message, "the program of stack dev failed: the rollout was refused:");
            assert.deepEqual(error.lines, ["  - size: is missing", "  - nodes: none"]);
            return true;
        });
    });

    for (const [name, program, text] of failures) {
        it(`says so: ${name}`, async () => {
            const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "index.js": PULUMI + program });
            await assert.rejects(runProgram(readProject(folder, "dev")), (error: Error) => {
                assert.match(error.message, text);
                return error instanceof UsageError;
            });
        });
    }
});

describe("a plan that is killed", () => {
    for (const [signal, work, does] of [
        ["SIGKILL", 'console.log("on")', "prints"],
        ["SIGTERM", "", "says nothing"],
    ] as const) {
        it(`takes its program along that ${does}, by ${signal}`, () => takesAlong(signal, work));
    }

    async function takesAlong(signal: NodeJS.Signals, work: string): Promise<void> {
        const program = `require("fs").writeFileSync("pid", String(process.pid)); setInterval(() => {${work}}, 50);`;
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "index.js": program });
        const words = ["plan", "--stack", "dev", "--dir", folder];
        const plan = spawn(process.execPath, command(words), { stdio: "ignore" });
        const pid = join(folder, "pid");
        await until(() => existsSync(pid) && readFileSync(pid, "utf8") !== "", "the program runs");
        plan.kill(signal);
        await until(() => !runs(Number(readFileSync(pid, "utf8"))), "the program has ended");
    }

    function runs(id: number): boolean {
        try {
            return process.kill(id, 0);
        } catch {
            return false;
        }
    }
});
