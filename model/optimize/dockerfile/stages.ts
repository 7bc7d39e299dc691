// The stages of a Dockerfile, each with what it is built on: another stage, or a base whose name may hold build arguments.
import { type Arg, DockerfileParser, type From, type Instruction } from "dockerfile-ast";

export interface Stage {
    readonly from: Instruction;
    /** What the image is built on, its build arguments filled in; undefined where an argument has no value in the file. */
    readonly base: string | undefined;
    /** As FROM names it. */
    readonly image: string;
    /** The stage of this file that FROM names. */
    readonly parent?: Stage;
    readonly instructions: readonly Instruction[];
}

interface Building extends Stage {
    readonly instructions: Instruction[];
}

export function stagesOf(text: string): Stage[] {
    const values = new Map<string, string | undefined>();
    const stages: Building[] = [];
    const named = new Map<string, Stage>();
    for (const instruction of DockerfileParser.parse(text).getInstructions()) {
        const stage = stages.at(-1);
        if (instruction.getKeyword() === "FROM") {
            const from = instruction as From;
            const made = stageOf(from, values, named);
            stages.push(made);
            named.set((from.getBuildStage() ?? "").toLowerCase(), made);
        } else if (stage) {
            stage.instructions.push(instruction);
        } else if (instruction.getKeyword() === "ARG") {
            noteArgument(instruction as Arg, values);
        }
    }
    return stages;
}

/** The instructions whose layers the image of a stage has: those of the stages that it continues come first. */
export function wholeStage({ parent, instructions }: Stage): Instruction[] {
    return [...(parent ? wholeStage(parent) : []), ...instructions];
}

/** The base outside the file that a chain of stages begins with. */
export function rootOf(stage: Stage): Stage {
    return stage.parent ? rootOf(stage.parent) : stage;
}

/** Only arguments before the first FROM count in it. */
function noteArgument(argument: Arg, values: Map<string, string | undefined>): void {
    const property = argument.getProperty();
    if (property) {
        values.set(property.getName(), property.getValue() ?? undefined);
    }
}

function stageOf(
    from: From,
    values: ReadonlyMap<string, string | undefined>,
    named: ReadonlyMap<string, Stage>,
): Building {
    const image = from.getImage() ?? "";
    const base = filledIn(image, values);
    const parent = named.get(base?.toLowerCase() ?? "");
    return { from, image, base, ...(base !== undefined && base !== "" && parent && { parent }), instructions: [] };
}

const ARGUMENT = /\$(?:(\w+)|\{(\w+)(?::?([-+])([^}]*))?\})/g;

function filledIn(image: string, values: ReadonlyMap<string, string | undefined>): string | undefined {
    let known = true;
    const text = image.replace(ARGUMENT, (_, plain?: string, braced?: string, sign?: string, other = "") => {
        const value = values.get(plain ?? braced ?? "");
        if (sign === "+") {
            return value === undefined ? "" : other;
        }
        known &&= value !== undefined || sign === "-";
        return value ?? other;
    });
    return known ? text : undefined;
}
