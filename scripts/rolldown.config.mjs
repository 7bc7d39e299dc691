// The JavaScript of the package. What one process loads together is one file, and what it loads later another: with a file for
// each source, a program would take twice as long to load. The types: `tsc -p tsconfig.build.json`.
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

/** Entry points of programs, of policy packs, of Pulumi's hosts and of the shell never meet in one process. */
const PROCESSES = [
    ["components/index", "components/azure"],
    ["policy/index", "policy/policies"],
    ["componentPackage/main"],
    ["cli/main"],
];

/** @param {string[]} entries paths from the repository, without `.ts`; each has its path below `dist` too. */
export function bundle(entries) {
    return defineConfig({
        cwd: fileURLToPath(new URL("..", import.meta.url)),
        input: Object.fromEntries(entries.map((entry) => [entry, `./${entry}.ts`])),
        platform: "node",
        logLevel: "warn",
        external: /^[^./]/,
        output: {
            dir: "dist",
            format: "cjs",
            esModule: true,
            chunkFileNames: "chunks/[name]-[hash].js",
            // A file of its own is loaded before the SDK that it misses.
            codeSplitting: { groups: [{ name: "azurePackage", test: /azurePackage/ }] },
        },
    });
}

export default PROCESSES.map(bundle);
