import assert from "node:assert/strict";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { REPOSITORY, STATE } from "../../../platform/paths";
import { inputFaults } from "../../examples/pulumiSchema";
import { pythonWith } from "./python";
import { writePythonSdk } from "./sdk/pythonSdk";

const FOLDER = path.join(__dirname, "sdk");

interface Inputs {
    readonly migrations: readonly Record<string, unknown>[];
    readonly applications: readonly Record<string, unknown>[];
}

describe("a Python program with the SDK that is made from the schema", () => {
    let inputs: Inputs;

    before(async () => {
        const python = await pythonWith(path.join(FOLDER, "requirements.txt"));
        const sdk = path.join(STATE, "python-sdk");
        await writePythonSdk(path.join(REPOSITORY, "componentPackage/schema.json"), sdk);
        const env = { ...process.env, PYTHONPATH: sdk };
        inputs = JSON.parse(await run(python, [path.join(FOLDER, "program.py")], { env })) as Inputs;
    });

    it("gives the component what its schema asks for", () => {
        assert.deepEqual(inputFaults("aks-image-delivery:index:ImageRollout", inputs), []);
    });

    it("has several migrations, one of them after the applications", () => {
        const said = inputs.migrations.map(({ name, image, after }) => ({ name, image, after }));
        assert.deepEqual(said, [
            { name: "schema", image: "sample", after: undefined },
            { name: "reindex", image: "sample", after: true },
        ]);
    });

    it("has envFrom, volumes, probe times, a Service, podTemplate and spec", () => {
        const [{ envFrom, volumes, probeTimeoutSeconds, service, podTemplate, spec } = {}] = inputs.applications;
        assert.deepEqual(envFrom, [{ configMap: "settings" }]);
        assert.deepEqual(volumes, [
            { name: "database", claim: "database", mountPath: "/data" },
            { name: "settings", configMap: "settings", mountPath: "/settings", subPath: "FOLDER" },
            { name: "tmp", emptyDir: { sizeLimit: "16Mi" }, mountPath: "/tmp" },
        ]);
        assert.equal(probeTimeoutSeconds, 7);
        assert.deepEqual(service, { port: 80, annotations: { "example.com/team": "shop" } });
        const containers = (podTemplate as { spec: { initContainers: { image: string }[] } }).spec.initContainers;
        assert.deepEqual(
            containers.map(({ image }) => image),
            ["sample"],
        );
        assert.deepEqual(spec, { revisionHistoryLimit: 2, strategy: { type: "Recreate" } });
    });
});
