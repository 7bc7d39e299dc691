import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import { allBlocks, REPOSITORY } from "./blocks";

const PACKAGE = {
    "aks-image-delivery": ["./components/index.ts"],
    "aks-image-delivery/azure": ["./components/azure.ts"],
};

/** What the compiler says of programs that a reader would paste, each a module of its own. */
function faultsOf(sources: ReadonlyMap<string, string>): string[] {
    const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, REPOSITORY);
    const compilerOptions = { ...options, incremental: false, tsBuildInfoFile: undefined, types: ["node"] };
    const settings = { ...compilerOptions, baseUrl: REPOSITORY, paths: PACKAGE, noUnusedLocals: false };
    const host = ts.createCompilerHost(settings);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (name) => sources.has(name) || fileExists(name);
    host.getSourceFile = (name, target, ...rest) => {
        const text = sources.get(name);
        return text === undefined
            ? getSourceFile.call(host, name, target, ...rest)
            : ts.createSourceFile(name, text, target);
    };
    const program = ts.createProgram([...sources.keys()], settings, host);
    return [...sources.keys()].flatMap((name) =>
        ts
            .getPreEmitDiagnostics(program, program.getSourceFile(name))
            .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
    );
}

describe("TypeScript in the documents", () => {
    it("compiles against the package", () => {
        const blocks = allBlocks("ts");
        assert.ok(blocks.length > 0);
        const sources = new Map(
            blocks.map(({ at, text }) => [join(REPOSITORY, `${at.replace(/[:/]/g, "-")}.ts`), `${text}\nexport {};\n`]),
        );
        assert.deepEqual(faultsOf(sources), []);
    });
});
