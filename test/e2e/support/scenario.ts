// A stack of a test's own: its folder, its namespace, its images, and what happened in each operation.
import * as fs from "node:fs";
import * as path from "node:path";
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { EngineError, openStack } from "../../../engine/open";
import { runStack, type StackResult, type StackVerb } from "../../../engine/run";
import { PAUSE_IMAGE, type PushedImage, pushImage } from "../../../platform/kubernetes/images";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { BIN, KUBECONFIG, PLATFORM, STATE } from "../../../platform/paths";
import { engineEnvironment } from "../../../start/engine";
import { prepareNamespace } from "../../../start/namespace";

const PROJECT = "aks-image-delivery";

export interface Ran extends Partial<StackResult> {
    /** Everything that the engine printed. */
    readonly output: string;
    /** Why it failed; undefined when it went through. */
    readonly failure?: string;
}

/** Programs need what they need: the stack's own by default. */
export const stackProgram: PulumiFn = async () =>
    (require("../../../index") as () => Promise<Record<string, unknown>>)();

export class Scenario {
    readonly workDir: string;

    /** @param name of the stack and of its namespace; no other scenario may have it. */
    constructor(
        readonly name: string,
        private readonly program: PulumiFn = stackProgram,
        private readonly onOutput: (text: string) => void = () => {},
    ) {
        this.workDir = path.join(STATE, "e2e", name);
    }

    /** Makes folder and namespace, and forgets what an earlier run that died left. */
    async prepare(): Promise<void> {
        await this.remove();
        fs.mkdirSync(this.workDir, { recursive: true });
        fs.writeFileSync(path.join(this.workDir, "Pulumi.yaml"), stringify({ name: PROJECT, runtime: "nodejs" }));
        await prepareNamespace(this.name);
    }

    /** Replaces the configuration: sections of the project by their key, others (`azure-native:location`) by their full name. */
    configure(sections: Record<string, unknown>): void {
        const file = path.join(this.workDir, `Pulumi.${this.name}.yaml`);
        const { name: project } = parse(fs.readFileSync(path.join(this.workDir, "Pulumi.yaml"), "utf8"));
        const config = Object.fromEntries(
            Object.entries(sections).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
        );
        const salt = fs.existsSync(file) ? /^encryptionsalt:.*$/m.exec(fs.readFileSync(file, "utf8"))?.[0] : undefined;
        fs.writeFileSync(file, `${salt === undefined ? "" : `${salt}\n`}${stringify({ config })}`);
    }

    up = (): Promise<Ran> => this.run("up");
    preview = (): Promise<Ran> => this.run("preview");
    refresh = (): Promise<Ran> => this.run("refresh");
    destroy = (): Promise<Ran> => this.run("destroy");

    private async run(verb: StackVerb): Promise<Ran> {
        let output = "";
        try {
            const onOutput = (text: string) => {
                output += text;
                this.onOutput(text);
            };
            const result = await runStack(verb, { ...this.options(), onOutput });
            return { ...result, output };
        } catch (error) {
            if (!(error instanceof EngineError)) {
                throw error;
            }
            return { output: output + error.message, failure: error.message };
        }
    }

    /** The stack itself, for what only the Automation API tells, such as events in their order. */
    stack(): Promise<Stack> {
        return openStack(this.options());
    }

    private options() {
        return { stack: this.name, workDir: this.workDir, program: this.program, env: this.environment() };
    }

    environment(): Record<string, string> {
        return engineEnvironment();
    }

    /** Destroys what is left, and the namespace with everything in it, also when the engine refuses. */
    async remove(): Promise<void> {
        try {
            await this.removeStack();
            // Kept where that failed: the next run finds the stack by it, and tries again.
            fs.rmSync(this.workDir, { recursive: true, force: true });
        } finally {
            await this.removeNamespace();
        }
    }

    private async removeStack(): Promise<void> {
        if (fs.existsSync(path.join(this.workDir, "Pulumi.yaml"))) {
            await this.destroy();
            const { workspace } = await this.stack();
            await workspace.removeStack(this.name, { force: true });
        }
    }

    /** The volume too: the next run begins with an empty database. */
    private async removeNamespace(): Promise<void> {
        const volume = `${this.name}-database`;
        await kubectl(["delete", "namespace", this.name, "--ignore-not-found", "--wait=false"]);
        await kubectl(["wait", "--for=delete", `namespace/${this.name}`, "--timeout=120s"]);
        await kubectl(["delete", "persistentvolume", volume, "--ignore-not-found"]);
        fs.rmSync(path.join(PLATFORM, "volumes", volume), { recursive: true, force: true });
    }
}

/** An image of a few MB that no node has yet: every run has another content. */
export function freshImage(
    repository: string,
    options: { megabytes?: number; sample?: boolean; binary?: string; platforms?: readonly string[] } = {},
): Promise<PushedImage> {
    return pushImage({
        repository,
        size: (options.megabytes ?? 20) * 1_000_000,
        seed: Date.now() * 1_000 + Math.floor(Math.random() * 1_000),
        layers: 2,
        platforms: options.platforms,
        binary: options.sample ? path.join(BIN, "sample") : options.binary,
    });
}

/** The section `rollout` for the sample service: migration and application on one claim. */
export function sampleRollout(namespace: string, image: string, changes: Record<string, unknown> = {}) {
    const container = {
        image: "sample",
        env: { DATABASE: "/data/sample.db" },
        volumes: [{ name: "database", claim: "database", mountPath: "/data" }],
    };
    return {
        namespace,
        nodes: 1,
        images: [{ name: "sample", image, size: "30MB" }],
        migration: { ...container, args: ["migrate"], runSeconds: 60 },
        application: { ...container, args: ["serve"], port: 8080, readinessPath: "/healthz" },
        helperImage: PAUSE_IMAGE,
        cluster: { kubeconfig: KUBECONFIG },
        ...changes,
    };
}
