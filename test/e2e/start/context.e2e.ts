// `npm start -- --context`: the local platform as if it were another cluster, reached by its kubeconfig and an engine on the PATH.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseImageReference } from "../../../model/image/reference";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { PLATFORM, REGISTRY, REPOSITORY, STATE } from "../../../platform/paths";
import { pushImages } from "../../../start/context/image";
import { NAMESPACE } from "../../../start/context/namespace";
import { engineEnvironment } from "../../../start/engine";
import { Child } from "../support/child";
import { madeObjects, objects } from "../support/cluster";

const NAME = "e2e-context";
const DOCKER_CONFIG = path.join(STATE, "e2e", NAME);
const VOLUMES = [1, 2, 3].map((number) => `${NAME}-${number}`);

describe("npm start in another cluster", () => {
    const env = { ...process.env, ...engineEnvironment(), KUBECONFIG: ".local/kubeconfig", DOCKER_CONFIG };
    const { DOCKER_CONFIG: usual } = process.env;
    let closed: ExtraRegistry;

    before(async () => {
        await removeAll();
        fs.mkdirSync(DOCKER_CONFIG, { recursive: true });
        closed = await startExtraRegistry({ users: { ci: "s3cret" } });
    });
    after(async () => {
        await closed.stop();
        await removeAll();
    });

    const start = (repository: string, size = "30MB") =>
        ended("start/start.ts", "--context", "local", "--repository", repository, "--size", size);
    const stop = () => ended("start/stop.ts", "--context", "local");
    const ended = async (script: string, ...words: string[]) => {
        const child = new Child(script, words, { cwd: REPOSITORY, env });
        return { code: await child.exitCode(), output: child.output };
    };

    it("says what a cluster lacks, before anything is pushed", async () => {
        const { code, output } = await start(`${REGISTRY}/e2e/${NAME}`);
        assert.equal(code, 1, output);
        assert.match(output, /^the cluster of context "local" .* has no default StorageClass/m);
        assert.doesNotMatch(output, /pushed|^\s+at /m);
        await makeStorage();
    });

    it("names the contexts that there are", async () => {
        const { code, output } = await ended("start/start.ts", "--context", "kind", "--repository", `${REGISTRY}/a`);
        assert.equal(code, 1, output);
        assert.equal(output, 'the kubeconfig has no context "kind", its contexts are: local\n');
    });

    it("says how to sign in to a registry that refuses the push", async () => {
        const { code, output } = await start(`${closed.address}/e2e/${NAME}`);
        assert.equal(code, 1, output);
        const host = closed.address;
        assert.match(output, new RegExp(`pushed to ${host}/e2e/${NAME}: HTTP 401 .*docker login ${host}`));
        assert.doesNotMatch(output, /^\s+at /m);
    });

    afterEach(() => {
        delete process.env.DOCKER_CONFIG;
        Object.assign(process.env, usual === undefined ? {} : { DOCKER_CONFIG: usual });
    });

    it("pushes with the credential of Docker's configuration", async () => {
        const entry = { auth: Buffer.from("ci:s3cret").toString("base64") };
        const text = JSON.stringify({ auths: { [closed.address]: entry } });
        fs.writeFileSync(path.join(DOCKER_CONFIG, "config.json"), text);
        process.env.DOCKER_CONFIG = DOCKER_CONFIG;
        const { sample } = await pushImages(parseImageReference(`${closed.address}/e2e/${NAME}`), 30_000_000);
        assert.match(sample.reference, new RegExp(`^${closed.address}/e2e/${NAME}@sha256:`));
    });

    it("rolls the sample out, and shows its answer and its clocks", async () => {
        const { code, output } = await start(`${REGISTRY}/e2e/${NAME}`);
        assert.equal(code, 0, output);
        assert.match(output, /^The service answers: \{"schema":3,"needed":3\}$/m);
        assert.match(output, /^image on every node +793 s +\d+\.\d s /m);
        assert.match(output, /^Pulumi keeps the state of stack sample-[0-9a-f]{8} at file:\/\/.*\.local\/state/m);
        assert.match(output, /npm stop -- --context local$/m);
    });

    it("changes nothing when it is run again", async () => {
        const identities = async () =>
            (await madeObjects(NAMESPACE)).map(({ metadata }) => [metadata.uid, metadata.generation]);
        const before = await identities();
        const { code, output } = await start(`${REGISTRY}/e2e/${NAME}`);
        assert.equal(code, 0, output);
        assert.match(output, /^Resources:\n +\d+ unchanged$/m);
        assert.deepEqual(await identities(), before);
    });

    it("gives another image a database of its own, and removes the old one", async () => {
        const [old] = await objects(NAMESPACE, "persistentvolumeclaims");
        const { code, output } = await start(`${REGISTRY}/e2e/${NAME}`, "35MB");
        assert.equal(code, 0, output);
        assert.match(output, /^The service answers: \{"schema":3,"needed":3\}$/m);
        await kubectl(["wait", "--for=delete", `pvc/${old?.metadata.name}`, "-n", NAMESPACE, "--timeout=60s"]);
        assert.equal((await objects(NAMESPACE, "persistentvolumeclaims")).length, 1);
    });

    it("creates again what was deleted with its namespace", async () => {
        await kubectl(["delete", "namespace", NAMESPACE]);
        const { code, output } = await start(`${REGISTRY}/e2e/${NAME}`, "35MB");
        assert.equal(code, 0, output);
        assert.match(output, /^The service answers: \{"schema":3,"needed":3\}$/m);
    });

    it("removes it all, also after the files of the stack are gone", async () => {
        for (const name of sampleStacks()) {
            fs.rmSync(path.join(STATE, "stacks", name), { recursive: true });
        }
        const { code, output } = await stop();
        assert.equal(code, 0, output);
        assert.match(output, /^Nothing of the sample is left in the cluster of context "local"/m);
        const found = await kubectl(["get", "namespace", NAMESPACE, "--ignore-not-found"]);
        assert.equal(found, "");
        assert.deepEqual(sampleStacks(), []);
    });

    it("says so when nothing is there to be removed", async () => {
        const { code, output } = await stop();
        assert.equal(code, 1, output);
        assert.match(output, /^There is no stack sample-[0-9a-f]{8}: `npm start` created nothing/);
    });

    async function removeAll(): Promise<void> {
        await stop();
        await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found"]);
        await kubectl(["delete", "storageclass", NAME, "--ignore-not-found"]);
        await kubectl(["delete", "persistentvolume", ...VOLUMES, "--ignore-not-found"]);
        for (const folder of [DOCKER_CONFIG, ...sampleStacks().map((name) => path.join(STATE, "stacks", name))]) {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    }
});

function sampleStacks(): string[] {
    const folder = path.join(STATE, "stacks");
    return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.startsWith("sample-")) : [];
}

/** What another cluster already has: a default class, and volumes of it. */
async function makeStorage(): Promise<void> {
    const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
    const provisioner = "kubernetes.io/no-provisioner";
    await apply([
        { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: NAME, annotations }, provisioner },
        ...VOLUMES.map(volume),
    ]);
}

function volume(name: string): object {
    const folder = path.join(PLATFORM, "volumes", name);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    // A host path keeps its owner, and the user of the image has to write here.
    fs.chmodSync(folder, 0o777);
    return {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name },
        spec: {
            storageClassName: NAME,
            capacity: { storage: "1Gi" },
            accessModes: ["ReadWriteOnce"],
            hostPath: { path: folder, type: "Directory" },
        },
    };
}
