import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ApiServer } from "../support/apiServer";
import { access, runningPod, startCluster, stuckPod } from "../support/cluster";
import { runHere } from "../support/runHere";

const ESCAPE = String.fromCharCode(27);

describe("what is printed", () => {
    let server: ApiServer;
    const { NO_COLOR } = process.env;
    const terminal = {
        isTTY: process.stdout.isTTY,
        hasColors: process.stdout.hasColors,
        environment: NO_COLOR === undefined ? {} : { NO_COLOR },
    };

    beforeEach(async () => {
        server = await startCluster();
        stuckPod(server, "web-a");
    });
    afterEach(async () => {
        process.stdout.isTTY = terminal.isTTY;
        process.stdout.hasColors = terminal.hasColors;
        delete process.env.NO_COLOR;
        Object.assign(process.env, terminal.environment);
        await server.down();
    });

    const status = async (...words: string[]) => (await runHere(["status", ...access(server), ...words])).stdout;

    it("is the same as YAML and as JSON", async () => {
        const { faults, ...rest } = parse(await status("-o", "yaml"));
        const json = JSON.parse(await status("-o", "json"));
        assert.deepEqual([faults[0].cause, Object.keys(rest)], ["notFound", ["pods", "waiting"]]);
        assert.deepEqual(faults[0].image, json.faults[0].image);
    });

    it("has colours on a terminal only, and not where they are not wanted", async () => {
        delete process.env.NO_COLOR;
        assert.ok(!(await status()).includes(ESCAPE), "piped");
        process.stdout.isTTY = true;
        process.stdout.hasColors = () => true;
        assert.match(await status(), new RegExp(`^${ESCAPE}\\[1m${ESCAPE}\\[31mnot found: `, "m"));
        assert.ok(!(await status("-o", "json")).includes(ESCAPE), "JSON");
        process.env.NO_COLOR = "1";
        assert.ok(!(await status()).includes(ESCAPE), "NO_COLOR");
        delete process.env.NO_COLOR;
        assert.ok(!(await status("--no-color")).includes(ESCAPE), "--no-color");
        assert.ok((await status()).includes(ESCAPE), "the next call");
    });
});

describe("the namespace that is looked at", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        server.store.put("namespaces", { metadata: { name: "team" } });
        server.store.put("pods", runningPod("web-a"));
        server.store.put("pods", runningPod("api-a", { namespace: "team" }));
        server.store.put("pods", runningPod("api-b", { namespace: "team" }));
    });
    afterEach(() => server.down());

    const head = async (...words: string[]) => {
        const config = JSON.parse(server.kubeconfig);
        config.contexts[0].context.namespace = "team";
        const { code, stdout, stderr } = await runHere(["status", "--kubeconfig", JSON.stringify(config), ...words]);
        return code === 0 ? stdout.split("\n")[0] : stderr;
    };

    it("is the context's, the one given, or all", async () => {
        assert.equal(await head(), "2 pods in namespace team: 0 waiting, 0 of them stuck.");
        assert.equal(await head("-n", "shop"), "1 pod in namespace shop: 0 waiting, 0 of them stuck.");
        assert.equal(await head("-A"), "3 pods in all namespaces: 0 waiting, 0 of them stuck.");
    });

    it("is not the only one, where it is empty", async () => {
        server.store.put("namespaces", { metadata: { name: "empty" } });
        assert.equal(
            await head("-n", "empty"),
            "0 pods in namespace empty: 0 waiting, 0 of them stuck. -A looks at all namespaces.",
        );
    });

    it("is not two lines simultaneously", async () => {
        assert.match((await head("-A", "-n", "shop")) ?? "", /'-A, --all-namespaces' cannot be used with/);
    });
});
