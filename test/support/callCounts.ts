// How often a program calls functions of this repository, as V8 counts them.
import { execFileSync } from "node:child_process";
import { REPOSITORY } from "../../platform/paths";

/**
 * Runs `program` (JavaScript, from the top of the repository) in a process of its own, where counting disturbs no other test.
 *
 * @returns the calls of each function, by `file:name`
 */
export function callCounts(program: string, functions: readonly string[]): Record<string, number> {
    const counting = `(async () => {
        const { Session } = require("node:inspector/promises");
        const session = new Session();
        session.connect();
        await session.post("Profiler.enable");
        await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
        ${program}
        const { result } = await session.post("Profiler.takePreciseCoverage");
        const called = result.flatMap(({ url, functions }) =>
            functions.map(({ functionName, ranges }) => [url + ":" + functionName, ranges[0].count]));
        const countOf = (name) => called.filter(([key]) => key.endsWith("/" + name)).reduce((sum, [, n]) => sum + n, 0);
        console.log(JSON.stringify(Object.fromEntries(${JSON.stringify(functions)}.map((name) => [name, countOf(name)]))));
        process.exit(0);
    })()`;
    const words = ["-r", "./scripts/typescript.cjs", "-e", counting];
    return JSON.parse(execFileSync(process.execPath, words, { cwd: REPOSITORY, encoding: "utf8" }));
}
