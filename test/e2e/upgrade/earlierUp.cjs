// `up` of the repository's stack as it was: node -r LOADER earlierUp.cjs FOLDER STACK WORK_DIR, with all packages from FOLDER.
const { createRequire } = require("node:module");
const path = require("node:path");

const [, , folder, stackName, workDir] = process.argv;
const load = createRequire(path.join(folder, "index.ts"));
const { LocalWorkspace } = load("@pulumi/pulumi/automation");

async function up() {
    const program = async () => load("./index.ts")();
    const inline = { stackName, projectName: "aks-image-delivery", program };
    const stack = await LocalWorkspace.createOrSelectStack(inline, { workDir });
    await stack.up({ onOutput: (text) => process.stdout.write(text) });
}

up().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
});
