// Writes the SDK of a package and adds it to a project in Node.js, as Pulumi's language host does: by Pulumi's own generator
// and by npm.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    type GeneratePackageRequest,
    GeneratePackageResponse,
    type LinkRequest,
    LinkResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { run } from "../../../platform/machine/command";
import { BIN } from "../../../platform/paths";

export async function generatePackage(request: GeneratePackageRequest): Promise<GeneratePackageResponse> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "schema-"));
    try {
        const schema = path.join(folder, "schema.json");
        fs.writeFileSync(schema, request.getSchema());
        await run(path.join(BIN, "generate"), ["nodejs", schema, request.getDirectory()]);
        return new GeneratePackageResponse();
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

export async function link(request: LinkRequest): Promise<LinkResponse> {
    const project = request.getInfo()?.getProgramDirectory() ?? "";
    const imports: string[] = [];
    for (const dependency of request.getPackagesList()) {
        const place = dependency.getPath();
        const { name } = JSON.parse(fs.readFileSync(path.join(project, place, "package.json"), "utf8"));
        await run("npm", ["pkg", "set", `dependencies.${name}=file:${place}`], { cwd: project });
        imports.push(`  require("${name}")\n`);
    }
    const response = new LinkResponse();
    response.setImportInstructions(`You can import the SDK in your JavaScript code with:\n\n${imports.join("")}`);
    return response;
}
