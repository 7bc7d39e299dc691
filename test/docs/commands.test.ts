import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommanderError } from "commander";
import { VERBS } from "../../cli/verbs";
import { shellFaults } from "../support/shellFaults";
import { allBlocks, commandTexts, DOCUMENTS, REPOSITORY } from "./blocks";

const WORKFLOWS = readdirSync(join(REPOSITORY, ".github/workflows")).map((name) => `.github/workflows/${name}`);
// Not where the package is named: `pulumi plugin install resource aks-image-delivery`.
const CALL = /(?<![\w/-])(?<!resource )(?:aks-)?image-delivery(?: --)? +([^`|<>)#;]+)/g;

interface Call {
    readonly file: string;
    readonly text: string;
}

function callsIn(file: string, texts: readonly string[]): Call[] {
    const calls = texts.flatMap((text) =>
        [...text.matchAll(CALL)].map(([, words = ""]) => ({ file, text: words.trim() })),
    );
    // `npm run -s image-delivery --` alone is how the command is written here, and no call.
    return calls.filter(({ text }) => text !== "--");
}

/** The words of a command line without variables and substitutions. */
function words(text: string): string[] {
    return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** What commander says of a command line; undefined where it is accepted. */
async function faultOf(text: string): Promise<string | undefined> {
    const [name, ...rest] = words(text);
    if (name === "--help") {
        return undefined;
    }
    const verb = VERBS.find((each) => each.name === name);
    if (verb === undefined) {
        return `there is no verb ${name}`;
    }
    const command = (await verb.load()).exitOverride().configureOutput({ writeErr: () => {} });
    try {
        await command
            .action(() => {})
            .parseAsync(isOnlyNamed(command, rest) ? placeholders(command) : rest, {
                from: "user",
            });
        return undefined;
    } catch (error) {
        assert.ok(error instanceof CommanderError, String(error));
        return error.message;
    }
}

/** Prose names a verb without its arguments. */
function isOnlyNamed(command: Command, rest: readonly string[]): boolean {
    return rest.length === 0 && (command.registeredArguments.length > 0 || command.name() === "plan");
}

function placeholders(command: Command): string[] {
    const stack = command.name() === "plan" ? ["--stack", "dev"] : [];
    return [...command.registeredArguments.map((argument) => argument.name()), ...stack];
}

describe("commands in the documents and workflows", () => {
    it("are not started by a name that npx would ask the public registry for", () => {
        const asked = DOCUMENTS.flatMap((file) => commandTexts(file).filter((text) => /npx image-delivery/.test(text)));
        assert.deepEqual(asked, [], "`npx aks-image-delivery`, or `npx --no-install image-delivery`");
    });

    it("are verbs of image-delivery with their flags", async () => {
        const documented = DOCUMENTS.flatMap((file) => callsIn(file, commandTexts(file)));
        const run = WORKFLOWS.flatMap((file) => callsIn(file, shellOf(file)));
        const faults = [];
        for (const { file, text } of [...documented, ...run]) {
            const fault = await faultOf(text);
            faults.push(...(fault === undefined ? [] : [`${file}: image-delivery ${text}: ${fault}`]));
        }
        assert.deepEqual(faults, []);
        assert.ok(documented.length > 20 && run.length > 0);
    });

    it("show every verb", () => {
        const text = DOCUMENTS.flatMap((file) => callsIn(file, commandTexts(file)))
            .map((call) => words(call.text)[0])
            .join(" ");
        assert.deepEqual(
            VERBS.map(({ name }) => name).filter((name) => !text.includes(name)),
            [],
        );
    });

    it("are scripts of package.json where npm runs them", () => {
        const { scripts } = require("../../package.json") as { scripts: Record<string, string> };
        const lines = [...DOCUMENTS, ...WORKFLOWS].flatMap((file) =>
            file.endsWith(".md") ? commandTexts(file) : shellOf(file),
        );
        const asked = lines.flatMap((line) =>
            [...line.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|stop|test)\b)/g)].map(([, run, own]) => run ?? own),
        );
        assert.deepEqual(
            asked.filter((name) => name !== undefined && !(name in scripts)),
            [],
        );
        assert.ok(asked.length > 5);
    });

    it("are valid shell", () => {
        const blocks = allBlocks("sh");
        const faults = shellFaults(blocks.map(({ text }) => text)).map(
            (fault, index) => fault && `${blocks[index]?.at}: ${fault}`,
        );
        assert.deepEqual(
            faults.filter((fault) => fault !== ""),
            [],
        );
    });
});

function shellOf(file: string): string[] {
    return readFileSync(join(REPOSITORY, file), "utf8").split("\n");
}
