// Findings in the Dockerfile itself: what its stages and their order cost. It is read by dockerfile-ast, Docker's own grammar.
import { type Copy, DockerfileParser, type From, type Instruction } from "dockerfile-ast";
import type { ImageFinding } from "./finding";

interface Stage {
    readonly from: From | undefined;
    readonly instructions: readonly Instruction[];
}

/** Base images that exist to build, not to run. */
const BUILD_BASE = /(^|\/)(dotnet\/sdk|golang|rust|maven|gradle|gcc|buildpack-deps)([:@]|$)/;
/** Commands that download dependencies, and the files that they need of the context. */
const RESTORES: readonly { readonly command: RegExp; readonly needs: string }[] = [
    {
        command: /\bdotnet\s+(restore|publish|build)\b/,
        needs: "COPY *.sln Directory.*.props ./ and each *.csproj, RUN dotnet restore, and only then COPY . .",
    },
    {
        command: /\bnpm\s+(ci|install)\b/,
        needs: "COPY package.json package-lock.json ./ and RUN npm ci before COPY . .",
    },
    { command: /\bpip3?\s+install\s+.*-r\b/, needs: "COPY requirements.txt ./ and RUN pip install before COPY . ." },
    {
        command: /\bgo\s+(mod\s+download|build)\b/,
        needs: "COPY go.mod go.sum ./ and RUN go mod download before COPY . .",
    },
    { command: /\bmvn\s/, needs: "COPY pom.xml ./ and RUN mvn dependency:go-offline before COPY . ." },
];

/** Findings of a Dockerfile, without sizes: the image tells those. */
export function dockerfileFindings(text: string): ImageFinding[] {
    const stages = stagesOf(DockerfileParser.parse(text).getInstructions());
    return [
        ...finalBase(stages.at(-1)),
        ...stages.flatMap(orderFindings),
        ...(stages.at(-1)?.instructions ?? []).flatMap(aptFindings),
    ];
}

function stagesOf(instructions: readonly Instruction[]): Stage[] {
    const stages: { from: From | undefined; instructions: Instruction[] }[] = [];
    for (const instruction of instructions) {
        if (instruction.getKeyword() === "FROM") {
            stages.push({ from: instruction as From, instructions: [] });
        } else {
            stages.at(-1)?.instructions.push(instruction);
        }
    }
    return stages;
}

function finalBase(stage: Stage | undefined): ImageFinding[] {
    const image = stage?.from?.getImage() ?? "";
    return BUILD_BASE.test(image)
        ? [
              finding(
                  "build-tools",
                  `the final stage starts from ${image}, a base for building`,
                  stage?.from,
                  "Add a final stage FROM the runtime base, and COPY --from=build what runs.",
              ),
          ]
        : [];
}

/** Everything is copied before dependencies are restored, so every change of the sources downloads them again. */
function orderFindings(stage: Stage): ImageFinding[] {
    const copiesAll = stage.instructions.findIndex(isCopyOfAll);
    if (copiesAll === -1) {
        return [];
    }
    const later = stage.instructions.slice(copiesAll).filter((instruction) => instruction.getKeyword() === "RUN");
    const earlier = stage.instructions
        .slice(0, copiesAll)
        .map((instruction) => instruction.getArgumentsContent() ?? "");
    return later.flatMap((run) => {
        const command = run.getArgumentsContent() ?? "";
        const restore = RESTORES.find(
            (rule) => rule.command.test(command) && !earlier.some((before) => rule.command.test(before)),
        );
        return restore
            ? [
                  finding(
                      "layer-order",
                      "all sources are copied before dependencies are restored: every change restores them again, and makes their layer new",
                      run,
                      restore.needs,
                  ),
              ]
            : [];
    });
}

function isCopyOfAll(instruction: Instruction): boolean {
    const keyword = instruction.getKeyword();
    const isFromStage =
        keyword === "COPY" && (instruction as Copy).getFlags().some((flag) => flag.getName() === "from");
    return (
        (keyword === "COPY" || keyword === "ADD") &&
        !isFromStage &&
        /^\.\/?$/.test(instruction.getArguments()[0]?.getValue() ?? "")
    );
}

function aptFindings(instruction: Instruction): ImageFinding[] {
    const command = instruction.getArgumentsContent() ?? "";
    const isInstall = instruction.getKeyword() === "RUN" && /\bapt(-get)?\s+(-\S+\s+)*install\b/.test(command);
    return isInstall && !command.includes("--no-install-recommends")
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

function finding(kind: string, what: string, at: Instruction | undefined, advice: string): ImageFinding {
    const line = at === undefined ? "" : `Dockerfile line ${at.getRange().start.line + 1}`;
    return { kind, what, where: line, savingBytes: 0, advice };
}
