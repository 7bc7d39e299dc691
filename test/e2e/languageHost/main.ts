// Pulumi's language host for Node.js as far as updates and `pulumi package add` need one: the real one cannot be built from Go modules. It runs the
// project's program by Pulumi's own runner, as that does. The engine starts it with its own address as the last word.
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
    GetRequiredPackagesResponse,
    LanguageHandshakeResponse,
    type RunRequest,
    RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answering, listen } from "../../../cli/verbs/plan/rpc";
import { runPlugin } from "./plugin";
import { generatePackage, link } from "./sdk";

/** So long a program has, once it is interrupted. */
const GRACE_MS = 5_000;

const programs = new Set<ChildProcess>();

/** What the engine asks for when it is cancelled itself. */
function cancel(): Empty {
    for (const program of programs) {
        program.kill("SIGINT");
        setTimeout(() => program.kill("SIGKILL"), GRACE_MS).unref();
    }
    return new Empty();
}

/** The runner's exit code for a failure that the engine has been told of already. */
const ALREADY_SAID = 32;

async function runProgram(request: RunRequest, engine: string): Promise<RunResponse> {
    const info = request.getInfo();
    const folder = info?.getProgramDirectory() ?? "";
    const flags = {
        monitor: request.getMonitorAddress(),
        engine,
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
        pwd: request.getPwd(),
        "root-directory": info?.getRootDirectory() ?? "",
        parallel: String(request.getParallel()),
    };
    const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    const dryRun = request.getDryrun() ? ["--dry-run"] : [];
    const runner = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    const child = spawn(process.execPath, [runner, ...words, ...dryRun, info?.getEntryPoint() ?? "."], {
        cwd: folder,
        env: {
            ...process.env,
            PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        },
        // Standard output is where the engine reads this host's port.
        stdio: ["ignore", process.stderr, process.stderr],
    });
    programs.add(child);
    const code = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
    programs.delete(child);
    const response = new RunResponse();
    response.setBail(code === ALREADY_SAID);
    response.setError(code === 0 || code === ALREADY_SAID ? "" : `the program ended with code ${code}`);
    return response;
}

async function main(engine: string): Promise<void> {
    const implementation = {
        handshake: answering(() => new LanguageHandshakeResponse()),
        getPluginInfo: answering(() => new PluginInfo()),
        getRequiredPackages: answering(() => new GetRequiredPackagesResponse()),
        cancel: answering(cancel),
        // Whoever gives a folder has installed what it needs.
        installDependencies: (call: { end(): void }) => call.end(),
        runPlugin,
        generatePackage: answering(generatePackage),
        link: answering(link),
        run: answering((request: RunRequest) => runProgram(request, engine)),
    };
    const { address } = await listen([[LanguageRuntimeService, implementation]]);
    process.stdout.write(`${address.split(":").at(-1)}\n`);
    // The engine ends it; an engine that is gone cannot.
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.exit(0), 1_000);
}

void main(process.argv.at(-1) ?? "");
