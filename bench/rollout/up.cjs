// `up` of one pre-pull in a process of its own, which says what it took: node up.cjs PACKAGE SETTINGS.
const { subscribe } = require("node:diagnostics_channel");
const { createRequire } = require("node:module");

const [folder, settings] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const { stackName, workDir, kubeconfig, server, prepull } = JSON.parse(settings);

// A measurement that was ended needs nobody who waits on.
process.stdin.on("end", () => process.exit(1)).resume();

let requests = 0;
subscribe("http.client.request.start", ({ request }) => {
    requests += request.getHeader("host") === server ? 1 : 0;
});

async function program() {
    const { Provider } = load("@pulumi/kubernetes/provider");
    const { ImagePrepull } = load("./dist/components/index.js");
    const provider = new Provider("cluster", { kubeconfig, enableServerSideApply: true });
    new ImagePrepull("bench", { ...prepull, cluster: { kubeconfig } }, { provider });
}

async function up() {
    const { LocalWorkspace } = load("@pulumi/pulumi/automation");
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName, projectName: "aks-image-delivery", program },
        { workDir },
    );
    const startedAt = Date.now();
    let openAt;
    await stack.up({
        onOutput: (text) => process.stderr.write(text),
        onEvent: ({ resOutputsEvent }) => {
            if (resOutputsEvent?.metadata.type === "kubernetes:core/v1:ConfigMap") {
                openAt = Date.now();
            }
        },
    });
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cost = { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1_000, requests };
    process.stdout.write(JSON.stringify({ startedAt, openAt, ...cost }));
}

up().then(
    () => process.exit(0),
    (error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
    },
);
