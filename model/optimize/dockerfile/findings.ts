// Findings in the Dockerfile itself: what its stages and their order cost. It is read by dockerfile-ast, Docker's own grammar.
import type { Copy, Instruction, JSONInstruction, Run } from "dockerfile-ast";
import { grouped } from "../../grouped";
import type { ImageFinding } from "../finding";
import { PACKAGE_MANAGERS } from "./restores";
import { rootOf, type Stage, stagesOf, wholeStage } from "./stages";

interface LineFinding extends ImageFinding {
    readonly line: number;
}

/** Base images that exist to build, not to run. */
const BUILD_BASE = /(^|\/)(dotnet\/sdk|golang|rust|maven|gradle|gcc|buildpack-deps)([:@]|$)/;

/** Findings of a Dockerfile, one for each line, without sizes: the image tells those. */
export function dockerfileFindings(text: string): ImageFinding[] {
    const stages = stagesOf(text);
    const final = stages.at(-1);
    const all = [
        ...(final ? finalBase(final) : []),
        ...stages.flatMap(orderFindings),
        ...(final ? wholeStage(final) : []).flatMap(aptFindings),
    ];
    return [...grouped(all, ({ line }) => String(line)).values()].map(joined);
}

/** Two rules may find something at the same line; what helps is done there in one go. */
function joined([first, ...others]: readonly [LineFinding, ...LineFinding[]]): ImageFinding {
    const { kind, savingBytes, line } = first;
    const all = [first, ...others];
    const [what, advice] = [all.map((one) => one.what).join("; "), all.map((one) => one.advice).join("; ")];
    return { kind, what, where: `Dockerfile line ${line}`, savingBytes, advice };
}

function finalBase(final: Stage): LineFinding[] {
    const root = rootOf(final);
    if (root.base === undefined) {
        return [
            finding(
                "unknown",
                `the final stage starts from ${root.image}, a build argument to which this file gives no value`,
                final.from,
                `Give it a value in the file, ARG NAME=image before the first FROM; or see that it is a base to run, not to build.`,
            ),
        ];
    }
    if (!BUILD_BASE.test(root.base)) {
        return [];
    }
    const by = root === final ? "" : `${final.image}, which starts from `;
    return [
        finding(
            "build-tools",
            `the final stage starts from ${by}${root.base}, a base for building`,
            final.from,
            "Add a final stage FROM the runtime base, and COPY --from=build what runs.",
        ),
    ];
}

/** Everything is copied before dependencies are restored, so every change of the sources downloads them again. */
function orderFindings(stage: Stage): LineFinding[] {
    const whole = wholeStage(stage);
    const copiesAll = whole.findIndex(isCopyOfAll);
    if (copiesAll === -1) {
        return [];
    }
    return PACKAGE_MANAGERS.flatMap(({ command, files, run }) => {
        const first = whole.findIndex((one) => one.getKeyword() === "RUN" && command.test(commandOf(one)));
        const restore = whole[first];
        // A stage that is continued has its own findings already, and a cache keeps what was downloaded from build to build.
        return first < copiesAll || !restore || !stage.instructions.includes(restore) || hasCache(restore)
            ? []
            : [
                  finding(
                      "layer-order",
                      "all sources are copied before dependencies are restored: every change restores them again, and makes their layer new",
                      restore,
                      `COPY ${files} and RUN ${run} before COPY . .`,
                  ),
              ];
    });
}

function hasCache(instruction: Instruction): boolean {
    const flags = (instruction as Run).getFlags?.() ?? [];
    return flags.some((flag) => flag.getName() === "mount" && /\btype=cache\b/.test(flag.getValue() ?? ""));
}

function isCopyOfAll(instruction: Instruction): boolean {
    const keyword = instruction.getKeyword();
    const isFromStage =
        keyword === "COPY" && (instruction as Copy).getFlags().some((flag) => flag.getName() === "from");
    return (keyword === "COPY" || keyword === "ADD") && !isFromStage && sourcesOf(instruction).some(isContext);
}

/** In both forms: `COPY . /src` and `COPY [".", "/src"]`. */
function sourcesOf(instruction: Instruction): string[] {
    const strings = (instruction as JSONInstruction).getJSONStrings?.().map((one) => one.getJSONValue()) ?? [];
    const all = strings.length > 0 ? strings : instruction.getArguments().map((one) => one.getValue());
    return all.slice(0, -1);
}

function isContext(source: string): boolean {
    return /^(?:\.\/?|\/|\*)$/.test(source);
}

function aptFindings(instruction: Instruction): LineFinding[] {
    const command = commandOf(instruction);
    const isInstall = instruction.getKeyword() === "RUN" && /\bapt(-get)?\s+(-\S+\s+)*install\b/.test(command);
    return isInstall && !/--no-install-recommends|APT::Install-Recommends/.test(command)
        ? [
              finding(
                  "build-tools",
                  "apt installs recommended packages too",
                  instruction,
                  "apt-get install --no-install-recommends",
              ),
          ]
        : [];
}

/** In one line: without the comments between its lines, and without the list that it may be written as. */
function commandOf(instruction: Instruction): string {
    const text = (instruction.getArgumentsContent() ?? "").replace(/(^|\s)#[^\n]*\n/g, "$1");
    try {
        return text.startsWith("[") ? (JSON.parse(text) as string[]).join(" ") : text;
    } catch {
        return text;
    }
}

function finding(kind: string, what: string, at: Instruction, advice: string): LineFinding {
    return { kind, what, where: "", savingBytes: 0, advice, line: at.getRange().start.line + 1 };
}
