// Runs TypeScript as it stands: types are the business of `npm run types`. swc alone starts a process in half the time and
// memory that ts-node takes, which loads the compiler even when it leaves the work to swc. Most processes need neither: what
// swc made of a file is kept until the file changes.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { addHook } = require("pirates");
const { version } = require("@swc/core/package.json");

// What Pulumi's language host registers after this hook must not check types either.
process.env.PULUMI_NODEJS_TRANSPILE_ONLY ??= "true";

const REPOSITORY = path.join(__dirname, "..");
const KEPT = path.join(REPOSITORY, "node_modules/.cache/typescript");
const OPTIONS = {
    swcrc: false,
    configFile: false,
    sourceMaps: "inline",
    module: { type: "commonjs" },
    jsc: { target: "es2022", parser: { syntax: "typescript" }, transform: { useDefineForClassFields: false } },
};
const COMPILER = JSON.stringify([version, OPTIONS]);

/** JavaScript of a file of this repository, from `folder` where it holds what was made of the same text; others are not kept. */
function transpiled(code, filename, folder = KEPT) {
    const place = path.relative(REPOSITORY, filename);
    if (place.startsWith("..") || path.isAbsolute(place)) {
        return transpile(code, filename);
    }
    const key = createHash("sha256").update(`${COMPILER}\n${filename}\n${code}`).digest("hex");
    const file = path.join(folder, `${place.replace(/[\\/]/g, "+")}.js`);
    const kept = read(file, key);
    if (kept !== undefined) {
        return kept;
    }
    const made = transpile(code, filename);
    write(file, `${key}\n${made}`);
    return made;
}

function transpile(code, filename) {
    return require("@swc/core").transformSync(code, { ...OPTIONS, filename }).code;
}

function read(file, key) {
    try {
        const text = fs.readFileSync(file, "utf8");
        return text.startsWith(`${key}\n`) ? text.slice(key.length + 1) : undefined;
    } catch {
        return undefined;
    }
}

/** Whole or not at all: several processes write the same file. Where nothing can be written, it only takes longer. */
function write(file, text) {
    const own = `${file}.${process.pid}`;
    try {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        try {
            fs.writeFileSync(own, text);
            fs.renameSync(own, file);
        } finally {
            fs.rmSync(own, { force: true });
        }
    } catch {}
}

addHook((code, filename) => transpiled(code, filename), { exts: [".ts"] });

module.exports = { transpiled };
