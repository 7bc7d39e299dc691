// Installs the provider plugins of the embedded engine at exactly the versions of the npm packages: the real one where this
// machine has it, and otherwise a stand-in, a Node program that speaks the same protocol.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { REPOSITORY, STATE } from "../paths";

/** The embedded engine's own home: plugins here never disturb those of another Pulumi on the machine. */
export const PULUMI_HOME = path.join(STATE, "pulumi");

export interface InstalledProvider {
    readonly name: string;
    readonly version: string;
    /** True when the real provider was not found on this machine. */
    readonly standIn: boolean;
}

/** Installs the providers that the local platform needs; one that is installed already costs a few file reads. */
export function installProviders(): InstalledProvider[] {
    return ["kubernetes", "random"].map((name) =>
        installProvider(name, path.join(REPOSITORY, "platform/providers", name, "main.ts")),
    );
}

/**
 * Installs one provider for the version of `@pulumi/<name>` in node_modules.
 *
 * @param program TypeScript file that serves the stand-in.
 */
export function installProvider(name: string, program: string, home: string = PULUMI_HOME): InstalledProvider {
    const version = packageVersion(name);
    const real = realPlugin(name, version);
    const loader = path.join(REPOSITORY, "scripts/typescript.cjs");
    const command = real === undefined ? [process.execPath, "-r", loader, program] : [real];
    installPlugin(name, version, command, home);
    return { name, version, standIn: real === undefined };
}

/** Makes a command the resource plugin `name` at `version`. */
export function installPlugin(name: string, version: string, command: readonly string[], home = PULUMI_HOME): void {
    const folder = path.join(home, "plugins", `resource-${name}-v${version}`);
    fs.mkdirSync(folder, { recursive: true });
    installProgram(path.join(folder, `pulumi-resource-${name}`), command);
}

/** Writes an executable that runs the command with whatever it is called with. */
export function installProgram(file: string, command: readonly string[]): void {
    replaceFile(file, `#!/bin/sh\nexec ${command.map(shellWord).join(" ")} "$@"\n`);
}

/** Whether the real plugin `name`, at the version of its npm package, is installed on this machine. */
export function hasRealProvider(name: string): boolean {
    return realPlugin(name, packageVersion(name)) !== undefined;
}

/** One line for people, or nothing when every provider is the real one. */
export function standInNotice(providers: readonly InstalledProvider[]): string | undefined {
    const standIns = providers.filter(({ standIn }) => standIn);
    if (standIns.length === 0) {
        return undefined;
    }
    const names = standIns.map(({ name, version }) => `${name} ${version}`).join(", ");
    return `Stand-ins serve for the Pulumi providers ${names}: the real ones are not installed on this machine.`;
}

function packageVersion(name: string): string {
    const manifest = path.join(REPOSITORY, "node_modules/@pulumi", name, "package.json");
    return (JSON.parse(fs.readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** The real plugin of a Pulumi that was installed on this machine in the ordinary way. */
function realPlugin(name: string, version: string): string | undefined {
    const home = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
    const file = path.join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
    return path.resolve(home) !== PULUMI_HOME && fs.existsSync(file) ? file : undefined;
}

/** By a rename, so that an engine that starts the plugin meanwhile finds the old file or the new one, never half of it. */
function replaceFile(file: string, text: string): void {
    if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) {
        return;
    }
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, text, { mode: 0o755 });
    fs.renameSync(temporary, file);
}

function shellWord(word: string): string {
    return `'${word.replaceAll("'", `'\\''`)}'`;
}
