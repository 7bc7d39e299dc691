// Runs a compiled program with the packages of its own folder: node deploy.cjs preview|up PROGRAM STACK STACK_FOLDER.
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

async function deploy(verb, file, stackName, workDir) {
    const program = async () => require(file);
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName, projectName: "aks-image-delivery", program },
        { workDir },
    );
    await stack[verb]({ onOutput: (text) => process.stdout.write(text) });
}

deploy(...process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
});
