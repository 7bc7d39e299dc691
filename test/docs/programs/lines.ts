// The lines of `az` and `gh` that people are told to run: in the documents, the workflows and every text of the sources.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BringingIn, helperImageCommands } from "../../../model/registry/helperImageCommands";
import { literalTexts } from "../../support/literalTexts";
import { blocksOf, DOCUMENTS, documentText, REPOSITORY } from "../blocks";

export interface Line {
    /** File, for the message of a failure. */
    readonly at: string;
    readonly program: "az" | "gh";
    readonly text: string;
    readonly words: readonly string[];
}

const SOURCES = ["model", "observe", "components", "cli", "engine", "stack", "start", "policy"];
const WORKFLOWS = ".github/workflows";

export function allLines(): Line[] {
    return [
        ...DOCUMENTS.flatMap((file) => linesIn(file, documentCode(file))),
        ...readdirSync(join(REPOSITORY, WORKFLOWS)).flatMap((name) =>
            linesIn(`${WORKFLOWS}/${name}`, readFileSync(join(REPOSITORY, WORKFLOWS, name), "utf8").split("\n")),
        ),
        ...sourceFiles().flatMap((file) => linesIn(file, literalTexts(documentText(file)).flatMap(inline))),
        ...Object.values(BringingIn).flatMap((way) =>
            linesIn(
                "image-delivery mirror",
                helperImageCommands("myregistry.azurecr.io/image-delivery", way).map(({ command }) => command),
            ),
        ),
    ];
}

function documentCode(file: string): string[] {
    const text = documentText(file);
    const shell = blocksOf(file, text).filter(({ language }) => language === "sh" || language === "yaml");
    const prose = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
    return [...shell.flatMap((block) => block.text.replaceAll("\\\n", " ").split("\n")), ...inline(prose)];
}

/** What stands between backticks. */
function inline(text: string): string[] {
    return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}

function sourceFiles(): string[] {
    return SOURCES.flatMap((folder) =>
        readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
            .filter((name) => name.endsWith(".ts"))
            .map((name) => `${folder}/${name}`),
    );
}

function linesIn(at: string, texts: readonly string[]): Line[] {
    return texts.flatMap((given) => {
        const inner: string[] = [];
        const text = given.replace(/(^|\s)#.*$/, "").replaceAll(/\$\(([^()]*)\)/g, (_, command: string) => {
            inner.push(command);
            return "VALUE";
        });
        return [text, ...inner].flatMap((command) => lineOf(at, command) ?? []);
    });
}

/** One that begins with the program, as a shell would find it. */
function lineOf(at: string, text: string): Line | undefined {
    const [, program, rest] = /(?:^|[\s=&|;:]|run: )(az|gh) +([a-z][^|;&]*)/.exec(text.trim()) ?? [];
    if ((program !== "az" && program !== "gh") || rest === undefined) {
        return undefined;
    }
    return { at, program, text: `${program} ${rest.trim()}`, words: wordsOf(rest) };
}

/** Quotes as a shell reads them; what a person fills in is one word. */
function wordsOf(text: string): string[] {
    const filled = text
        .replaceAll("<count>", "1")
        .replaceAll(/<[^<>]*>|\{\}/g, "VALUE")
        .replace(/ > .*$/, "");
    return [...filled.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ""));
}
