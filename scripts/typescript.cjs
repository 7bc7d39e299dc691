// Runs TypeScript as it stands: types are the business of `npm run types`. swc alone starts a process in half the time and
// memory that ts-node takes, which loads the compiler even when it leaves the work to swc.
const { transformSync } = require("@swc/core");
const { addHook } = require("pirates");

// What Pulumi's language host registers after this hook must not check types either.
process.env.PULUMI_NODEJS_TRANSPILE_ONLY ??= "true";

addHook(
    (code, filename) =>
        transformSync(code, {
            filename,
            swcrc: false,
            configFile: false,
            sourceMaps: "inline",
            module: { type: "commonjs" },
            jsc: { target: "es2022", parser: { syntax: "typescript" }, transform: { useDefineForClassFields: false } },
        }).code,
    { exts: [".ts"] },
);
