import assert from "node:assert/strict";
import { readProject } from "../../../../cli/verbs/plan/project";
import { UsageError } from "../../../../model/userError";
import { folderFor, PROJECT } from "../../../support/projects";

describe("readProject", () => {
    it("finds the program as Pulumi does: main is a file or a folder, or the project's own folder", () => {
        const entry = (main: string) => {
            const root = folderFor({
                "Pulumi.yaml": `name: shop\nruntime: nodejs\n${main}`,
                "Pulumi.dev.yaml": "",
                "app/index.js": "",
            });
            const { folder, main: found } = readProject(root, "dev");
            return [folder.replace(root, ""), found.replace(root, "")];
        };
        assert.deepEqual(entry("main: app/index.js\n"), ["", "/app/index.js"]);
        assert.deepEqual(entry("main: app\n"), ["/app", "."]);
        assert.deepEqual(entry(""), ["", "."]);
    });

    it("hands the options of node over", () => {
        const runtime =
            'runtime:\n  name: nodejs\n  options:\n    typescript: false\n    nodeargs: "-r ./a.cjs  --enable-source-maps"\n';
        const { nodeArgs, typescript } = readProject(
            folderFor({ "Pulumi.yaml": `name: shop\n${runtime}`, "Pulumi.dev.yaml": "" }),
            "dev",
        );
        assert.deepEqual(nodeArgs, ["-r", "./a.cjs", "--enable-source-maps"]);
        assert.equal(typescript, false);
    });

    const faults: [string, Record<string, string>, RegExp][] = [
        ["no project", {}, /^there is no Pulumi\.yaml in \/.*; give the project's folder with --dir$/],
        [
            "a project without a name",
            { "Pulumi.yaml": "runtime: nodejs" },
            /Pulumi\.yaml has no name; a project needs one$/,
        ],
        [
            "another language",
            { "Pulumi.yaml": "name: a\nruntime: python" },
            /has the runtime "python"; only programs of nodejs/,
        ],
        [
            "an unknown stack",
            { "Pulumi.yaml": PROJECT, "index.js": "", "Pulumi.prod.yaml": "", "Pulumi.test.yaml": "" },
            /^there is no Pulumi\.dev\.yaml in \/.*; the stacks are prod, test$/,
        ],
        [
            "a program that is not there",
            { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "" },
            /index\.js does not exist; main of/,
        ],
        [
            "a fault of YAML",
            { "Pulumi.yaml": PROJECT, "index.js": "", "Pulumi.dev.yaml": "config:\n  a: [1\n  b: 2\n" },
            /Pulumi\.dev\.yaml:\d: Flow sequence/,
        ],
        ["a list for a file", { "Pulumi.yaml": "- a\n" }, /Pulumi\.yaml must hold keys and values$/],
    ];
    for (const [name, files, text] of faults) {
        it(`refuses ${name}`, () => {
            const folder = folderFor(files);
            assert.throws(
                () => readProject(folder, "dev"),
                (error: Error) => {
                    assert.match(error.message, text);
                    return error instanceof UsageError;
                },
            );
        });
    }
});
