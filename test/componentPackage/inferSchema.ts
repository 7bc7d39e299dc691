// The schema of the component package as Pulumi's host infers it from the sources.
import * as path from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema, type PackageSpec } from "@pulumi/pulumi/provider/experimental/schema";
import { COMPONENT_NAMES } from "../../componentPackage/provider";
import { REPOSITORY } from "../../platform/paths";

interface Manifest {
    readonly name: string;
    readonly description: string;
    readonly repository: { readonly url: string };
}

/** Without the version, which is that of package.json. */
export function inferSchema(): PackageSpec {
    const { name, description, repository } = require("../../package.json") as Manifest;
    const entry = { main: path.join(REPOSITORY, "test/componentPackage/everyComponent.ts") };
    const analyzer = new Analyzer(__dirname, name, entry, new Set(COMPONENT_NAMES));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    const { version, ...schema } = generateSchema(name, "", description, components, typeDefinitions, dependencies);
    // `pulumi package add` would call the SDK of a program in TypeScript @pulumi/aks-image-delivery, in Pulumi's own scope.
    const nodejs = { ...schema.language?.nodejs, packageName: "@aks-image-delivery/sdk" };
    // As it is written to a file: without fields that are undefined.
    return JSON.parse(
        JSON.stringify({ ...schema, ...downloadOf(repository.url), language: { ...schema.language, nodejs } }),
    );
}

/** Where an engine without the plugin finds it: at the release of its version. Every generated SDK repeats it. */
function downloadOf(repository: string): { pluginDownloadURL: string; repository: string } {
    const [, path] = /github\.com\/([^/]+\/[^/]+)\.git$/.exec(repository) ?? [];
    return { pluginDownloadURL: `github://api.github.com/${path}`, repository: `https://github.com/${path}` };
}
