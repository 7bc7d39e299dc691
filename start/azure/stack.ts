// Where a stack with a registry goes: to the real Azure where this machine has it, and else to a simulated one below
// .local/azure.
import * as fs from "node:fs";
import * as path from "node:path";
import { EngineError } from "../../engine/open";
import { PAUSE_IMAGE } from "../../platform/kubernetes/images";
import { KUBECONFIG, REGISTRY, REPOSITORY, STATE } from "../../platform/paths";
import { installProvider } from "../../platform/providers/install";
import { engineEnvironment } from "../engine";
import { ROLLOUT, stackConfig } from "../stackConfig";
import { type ConfigEdit, stackWorkspace } from "../workspace";
import { missingForAzure } from "./access";
import { simulateStack } from "./simulation";

export interface StackPlace {
    readonly workDir: string;
    readonly env: Record<string, string>;
    /** What there is to say to whoever runs the stack. */
    readonly notice: string;
    /** Ends what answers for the time of the run. */
    close(): Promise<void>;
}

export interface SimulatedPlace extends StackPlace {
    /** Host of the registry. */
    readonly loginServer: string;
    /** Writes the stack's file again, with other values; those of the local cluster stay. */
    edit(edits: readonly ConfigEdit[]): void;
}

export function goesToAzure(stack: string): boolean {
    return "aks-image-delivery:registry" in stackConfig(stack);
}

export async function azurePlace(stack: string): Promise<StackPlace> {
    const missing = missingForAzure();
    if (missing.length > 0) {
        const place = await simulatedPlace(stack);
        return { ...place, notice: `${place.notice}\nFor the real Azure this machine lacks ${missing.join(", ")}.` };
    }
    installProvider("azure-native", path.join(REPOSITORY, "platform/azure/main.ts"));
    return {
        workDir: stackWorkspace(stack),
        env: engineEnvironment(),
        notice: "This goes to the real Azure.",
        close: async () => {},
    };
}

const NOTICE = [
    "Real: the Pulumi engine, this program and its components, Kubernetes, the registry's content and every image pull.",
    "Simulated: Azure. A stand-in keeps Azure's rules for registries, endpoints, roles and alerts in a file, and the registry's",
    "host lets a node pull when its role and its network allow it. Nothing is sent to Azure, and nothing costs anything.",
].join("\n");

/** @throws EngineError when another command simulates this stack already, or the local Kubernetes does not run */
export async function simulatedPlace(stack: string): Promise<SimulatedPlace> {
    if (!fs.existsSync(KUBECONFIG)) {
        throw new EngineError(`the local Kubernetes does not run: \`npm start -- --stack ${stack}\` starts it`);
    }
    const folder = path.join(STATE, "azure", stack);
    const simulated = await simulateStack(folder, {
        config: stackConfig(stack),
        upstream: REGISTRY,
        kubeconfig: KUBECONFIG,
        port: knownPort(folder),
    }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "EADDRINUSE"
            ? new EngineError(`another command is simulating stack ${stack}; wait for it`)
            : error;
    });
    fs.writeFileSync(path.join(folder, "port"), simulated.loginServer.split(":")[1] ?? "");
    const workDir = path.join(folder, "stack");
    // The other stacks of this cluster have their own namespaces, and Microsoft's registry may be out of reach.
    const local: ConfigEdit[] = [
        [[ROLLOUT, "namespace"], `shop-${stack}`],
        [[ROLLOUT, "prepull", "helperImage"], PAUSE_IMAGE],
    ];
    const edit = (edits: readonly ConfigEdit[]) =>
        void stackWorkspace(stack, [...local, ...edits], { folder: workDir });
    if (fs.existsSync(workDir)) {
        stackWorkspace(stack, undefined, { folder: workDir });
    } else {
        edit([]);
    }
    return { workDir, env: simulated.environment, notice: NOTICE, ...simulated, edit };
}

/** The registry's host and port are a part of image references: they stay from run to run. */
function knownPort(folder: string): number | undefined {
    const file = path.join(folder, "port");
    return fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : undefined;
}
