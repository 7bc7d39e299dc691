// Runs a plugin of a folder, as Pulumi's language host for Node.js does: by Pulumi's own runner, with its output passed on.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";

type Call = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

export function runPlugin(call: Call): void {
    const { request } = call;
    const folder = request.getInfo()?.getProgramDirectory() || request.getProgram();
    const runner = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-plugin");
    const child = spawn(process.execPath, [runner, folder, ...request.getArgsList()], {
        cwd: request.getPwd(),
        env: Object.fromEntries(request.getEnvList().map(variable)),
        stdio: ["ignore", "pipe", "pipe"],
    });
    const pass = (set: (response: RunPluginResponse, bytes: Buffer) => void) => (bytes: Buffer) => {
        const response = new RunPluginResponse();
        set(response, bytes);
        call.write(response);
    };
    // The first line of the output is the port, on which the engine waits for it.
    child.stdout.on(
        "data",
        pass((response, bytes) => response.setStdout(bytes)),
    );
    child.stderr.on(
        "data",
        pass((response, bytes) => response.setStderr(bytes)),
    );
    child.on("error", (error) => call.destroy(error));
    child.on("close", (code) => {
        const response = new RunPluginResponse();
        response.setExitcode(code ?? 1);
        call.end(response);
    });
    // The engine ends a plugin by ending the call.
    call.on("cancelled", () => child.kill());
}

function variable(text: string): [string, string] {
    const at = text.indexOf("=");
    return [text.slice(0, at), text.slice(at + 1)];
}
