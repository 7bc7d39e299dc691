// The JavaScript of the package. What one process loads together is one file, and what it loads later another: with a file for
// each source, a program would take twice as long to load. The types: `tsc -p tsconfig.build.json`.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

/** With the file of its licence. Few functions of these are used, and to load the rest would take longer than our own code. */
const INLINED = { "parse-duration": "License", valibot: "LICENSE.md" };

/** Entry points of programs, of policy packs, of Pulumi's hosts and of the shell never meet in one process. */
const PROCESSES = [
    ["components/index", "components/azure"],
    ["policy/index", "policy/policies"],
    ["componentPackage/main"],
    ["cli/main"],
];

/** Whoever copies them has to keep their notices. */
const notices = {
    name: "notices",
    generateBundle() {
        const texts = Object.entries(INLINED).map(([name, file]) => {
            const text = fs.readFileSync(new URL(`../node_modules/${name}/${file}`, import.meta.url), "utf8");
            return `${name}\n\n${text.trim()}\n`;
        });
        this.emitFile({ type: "asset", fileName: "NOTICES.txt", source: texts.join("\n\n") });
    },
};

/** @param {string[]} entries paths from the repository, without `.ts`; each has its path below `dist` too. */
export function bundle(entries) {
    return defineConfig({
        cwd: fileURLToPath(new URL("..", import.meta.url)),
        input: Object.fromEntries(entries.map((entry) => [entry, `./${entry}.ts`])),
        platform: "node",
        logLevel: "warn",
        external: (id) => /^[^./]/.test(id) && !(id in INLINED),
        plugins: [notices],
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
