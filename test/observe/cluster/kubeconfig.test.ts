import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { stringify } from "yaml";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import type { ClusterError } from "../../../observe/cluster/errors";

function kubeconfig(names: string[], current?: string): object {
    return {
        "current-context": current,
        clusters: names.map((name) => ({ name, cluster: { server: `https://${name}.example:443` } })),
        users: names.map((name) => ({ name, user: { token: "s3cret" } })),
        contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    };
}

const server = ({ config }: KubernetesClient) => config.getCurrentCluster()?.server;

async function refused(access: ClusterAccess): Promise<string> {
    const error = await kubernetesClient(access).then(
        () => assert.fail("it was accepted"),
        (thrown: ClusterError) => thrown,
    );
    assert.equal(error.kind, "kubeconfig");
    assert.doesNotMatch(error.message, /\n|s3cret/);
    return error.message;
}

describe("kubeconfig", () => {
    let folder: string;
    const { KUBECONFIG, HOME } = process.env;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
        process.env.HOME = folder;
        delete process.env.KUBECONFIG;
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
        restore("KUBECONFIG", KUBECONFIG);
        restore("HOME", HOME);
    });

    function file(name: string, content: object | string): string {
        const path = join(folder, name);
        writeFileSync(path, typeof content === "string" ? content : stringify(content));
        return path;
    }

    it("is YAML text, JSON text on one line, or a path", async () => {
        const config = kubeconfig(["aks"], "aks");
        for (const given of [stringify(config), JSON.stringify(config), file("config", config)]) {
            assert.equal(server(await kubernetesClient({ kubeconfig: given })), "https://aks.example:443");
        }
    });

    it("comes from KUBECONFIG when none is given: files that exist, the first that names a thing wins", async () => {
        const first = file("first", kubeconfig(["a"], "a"));
        const elsewhere = { clusters: [{ name: "a", cluster: { server: "https://other.example:443" } }] };
        const second = file("second", { ...kubeconfig(["a", "b"], "b"), ...elsewhere });
        process.env.KUBECONFIG = [join(folder, "missing"), first, second].join(delimiter);
        assert.equal(server(await kubernetesClient({})), "https://a.example:443");
        process.env.KUBECONFIG = [second, file("third", kubeconfig(["b"]))].join(delimiter);
        assert.equal(server(await kubernetesClient({ context: "b" })), "https://b.example:443");
        assert.match(await refused({ context: "c" }), /its contexts are: a, b$/);
    });

    // client-go: Load of tools/clientcmd/loader.go returns a config that holds nothing.
    it("may have empty files in KUBECONFIG, as for kubectl", async () => {
        const full = file("full", kubeconfig(["a"], "a"));
        process.env.KUBECONFIG = [file("empty", ""), full].join(delimiter);
        assert.equal(server(await kubernetesClient({})), "https://a.example:443");
        process.env.KUBECONFIG = file("empty", "");
        assert.match(await refused({}), /the kubeconfig has no current context, it has no contexts; choose one/);
    });

    it("names the contexts when the one that is asked for is not among them", async () => {
        const given = stringify(kubeconfig(["dev", "prod"], "dev"));
        const message = await refused({ kubeconfig: given, context: "prd" });
        assert.equal(message, 'the kubeconfig has no context "prd", its contexts are: dev, prod');
    });

    it("asks for a context when there is no current one", async () => {
        const message = await refused({ kubeconfig: stringify(kubeconfig(["dev", "prod"])) });
        assert.match(message, /no current context, its contexts are: dev, prod; choose one/);
    });

    it("names a context whose cluster is missing", async () => {
        const config = { ...kubeconfig(["dev"], "dev"), clusters: [] };
        assert.match(
            await refused({ kubeconfig: stringify(config) }),
            /context "dev" .* names a cluster that .* not have/,
        );
    });

    it("refuses a server that is not a web address", async () => {
        for (const address of ["aks.example:443", "127.0.0.1:443"]) {
            const config = { ...kubeconfig(["a"], "a"), clusters: [{ name: "a", cluster: { server: address } }] };
            assert.equal(
                await refused({ kubeconfig: stringify(config) }),
                `context "a" of the kubeconfig has the server "${address}"; expected an address such as https://host:443`,
            );
        }
    });

    it("says what was looked for when there is none", async () => {
        assert.match(
            await refused({}),
            /KUBECONFIG is not set, .*\/\.kube\/config, which does not exist; sign in first/,
        );
        process.env.KUBECONFIG = "/nowhere/config";
        assert.match(await refused({}), /KUBECONFIG names \/nowhere\/config, which does not exist/);
    });

    it("says that a path does not exist", async () => {
        assert.match(await refused({ kubeconfig: "./missing" }), /^kubeconfig "\.\/missing" does not exist/);
    });

    it("tells where YAML is broken, and nothing of what stands there", async () => {
        const path = file("broken", "users:\n- token: s3cret\n  - s3cret: [\n");
        assert.match(await refused({ kubeconfig: path }), /broken" cannot be read: .*\(line 3\)$/);
    });

    it("refuses a file that is something else", async () => {
        for (const content of ["", "just text", "clusters: 3"]) {
            assert.match(await refused({ kubeconfig: file("else", content) }), /kubeconfig/);
        }
    });
});

function restore(name: string, value: string | undefined): void {
    if (value === undefined) {
        delete process.env[name];
    } else {
        process.env[name] = value;
    }
}
