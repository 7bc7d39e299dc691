// `up` of a scenario's stack in a process of its own, which a test may interrupt or kill: node upChild.ts NAME.
import { Scenario, stackProgram } from "./scenario";

async function main(name: string): Promise<number> {
    const scenario = new Scenario(name, stackProgram, (text) => void process.stdout.write(text));
    const { failure } = await scenario.up();
    process.stdout.write(failure === undefined ? "" : `${failure}\n`);
    return failure === undefined ? 0 : 1;
}

void main(process.argv[2] ?? "").then((code) => process.exit(code));
