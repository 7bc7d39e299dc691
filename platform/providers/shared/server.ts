// Runs a provider as a plugin of the Pulumi engine: a gRPC server on a free port of this machine, which it prints.
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineLog } from "./engineLog";
import type { Provider } from "./provider";
import { service } from "./service";

// The engine sends whole states in one message, and its own limit is this one.
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves until the engine ends the process, or the engine itself is gone. Resolves once the port is printed. */
export async function serveProvider(provider: Provider): Promise<void> {
    const server = new Server({
        "grpc.max_receive_message_length": MESSAGE_BYTES,
        "grpc.max_send_message_length": MESSAGE_BYTES,
    });
    server.addService(ResourceProviderService, service(provider, engineLog));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    endWithParent();
    process.stdout.write(`${port}\n`);
}

/** An engine that was killed cannot end its plugins, and one that waits for a Job would wait on for nobody. */
function endWithParent(): void {
    const parent = process.ppid;
    setInterval(() => {
        if (process.ppid !== parent) {
            process.exit(0);
        }
    }, 1000).unref();
}
