import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../components/prepull/imagePrepull";
import type { PrepullMethod } from "../../components/prepull/prepullArgs";
import { ImageRollout } from "../../components/rollout/imageRollout";
import { Application } from "../../components/workload/application";
import { MigrationJob } from "../../components/workload/migrationJob";
import { fakeCluster, PULLED, realCluster } from "../support/fixtures";
import { failed, recorded, refused } from "../support/harness";
import { PINNED_IMAGE } from "../support/images";

const DIGITS = "0123456789abcdef".repeat(4);

describe("arguments that are wrong", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("are refused together, before anything is created", async () => {
        const args = {
            namespace: "shop",
            image: "acr1.azurecr.io/zoneapi:latest",
            size: "650 XB",
            nodes: 0,
            quorum: 1.5,
            kubernetesVersion: "1.34.2",
            method: "mount" as PrepullMethod,
        };
        const { text, resources } = await failed(() => new ImagePrepull("api", args));
        assert.deepEqual(resources, []);
        assert.ok(text.startsWith('ImagePrepull "api" was refused:\n  - '), text);
        for (const given of ["zoneapi:latest", "650 XB", "nodes: 0 is", "quorum: 1.5", 'method: "mount"']) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
    });

    it("are refused as soon as they are known when they are outputs", async () => {
        const image = pulumi.output(Promise.resolve("acr1.azurecr.io/zoneapi:latest"));
        const { text, resources } = await failed(() => new ImagePrepull("api", { ...PULLED, image }));
        assert.match(text, /ImagePrepull "api" was refused: .*latest/);
        assert.deepEqual(
            resources.map(({ type }) => type),
            ["aks-image-delivery:index:ImagePrepull"],
        );
    });

    const unaccepted = ["zoneapi", "acr1.azurecr.io/ZoneApi:1", `acr1.azurecr.io/zoneapi@sha256:${DIGITS}0`, "", " "];
    for (const image of unaccepted) {
        it(`refuses the image "${image}" in every component`, async () => {
            const args = { ...PULLED, image };
            for (const make of [
                () => new ImagePrepull("api", args),
                () => new MigrationJob("api", args),
                () => new Application("api", args),
            ]) {
                assert.match(await refused(make), /was refused: /);
            }
        });
    }

    it("accepts a moving tag where that is asked for", async () => {
        const args = { ...PULLED, image: "acr1.azurecr.io/zoneapi:latest", allowMovingTag: true };
        const { one } = await recorded(() => new Application("api", args));
        assert.equal(one("Deployment").inputs.spec.template.spec.containers[0].image, args.image);
    });

    it("refuses image volumes where the cluster is too old, with both versions", async () => {
        for (const kubernetesVersion of ["1.34.7", pulumi.output("1.34.7")]) {
            const program = () => new ImagePrepull("api", { ...PULLED, kubernetesVersion });
            const { text, resources } = await failed(program);
            assert.ok(text.includes("1.34.7") && text.includes("1.35"), text);
            assert.ok(!resources.some(({ custom }) => custom));
        }
        await recorded(() => new ImagePrepull("api", { ...PULLED, kubernetesVersion: "1.35.0" }));
    });

    for (const quorum of [0, -1, 1.01, Number.NaN]) {
        it(`refuses a quorum of ${quorum}`, async () => {
            assert.match(await refused(() => new ImagePrepull("api", { ...PULLED, quorum })), /quorum: /);
        });
    }

    it("refuses a variable with two values, volumes of one name, a relative path and the root user", async () => {
        const volume = { name: "data", claim: "data", mountPath: "data" };
        const other = { name: "data", claim: "more", mountPath: "/more" };
        const args = {
            ...PULLED,
            env: { DB: "a" },
            secretEnv: { DB: { name: "db", key: "url" } },
            volumes: [volume, other],
            runAsUser: 0,
        };
        const text = await refused(() => new MigrationJob("api", args));
        for (const given of [
            "secretEnv.DB: DB is in env too",
            'volumes[1].name: "data" has another source before',
            'volumes[0].mountPath: "data"',
            "runAsUser: 0",
        ]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
    });

    it("refuses deadlines and retries that are none", async () => {
        const text = await refused(
            () => new MigrationJob("api", { ...PULLED, deadlineSeconds: 0.5, backoffLimit: -1, runSeconds: 0 }),
        );
        for (const given of ["deadlineSeconds: 0.5", "backoffLimit: -1", "runSeconds: 0 is"]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
    });

    it("refuses a port that is none, probes without a port or with a relative path, and a name that is none", async () => {
        const text = await refused(() => new Application("Zone_Api", { ...PULLED, readinessPath: "ready" }));
        for (const given of ['name: "Zone_Api"', 'readinessPath: "ready" is not an absolute path', "needs the port"]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
        assert.match(await refused(() => new Application("api", { ...PULLED, port: 70000 })), /port: 70000/);
    });

    it("are one error that names each property, without a stack trace", async () => {
        const images = [{ name: "api", image: "acr1.azurecr.io/api:latest", size: "650 XB" }];
        await assert.rejects(
            recorded(() => new ImageRollout("shop", { namespace: "shop", images, application: { image: "api" } })),
            (error: Error) => {
                const [head, ...lines] = error.message.split("\n");
                assert.equal(head, 'ImageRollout "shop" was refused:');
                assert.deepEqual(
                    lines.map((line) => line.slice(0, line.indexOf(": "))),
                    ["  - images[0].image", "  - images[0].size"],
                );
                // The host of a program prints the stack of everything else.
                return pulumi.RunError.isInstance(error);
            },
        );
    });

    it("are named by the property of the rollout also when they are known later, and where parts share them", async () => {
        const images = [{ name: "api", image: pulumi.output("acr1.azurecr.io/api:latest"), size: "650MB" }];
        const later = await refused(() => new ImageRollout("shop", { namespace: "shop", images }));
        assert.match(later, /ImageRollout "shop" was refused: images\[0\]\.image: .*latest/);
        const shared = await refused(
            () =>
                new ImageRollout("shop", {
                    namespace: "shop",
                    images: ["api", "web"].map((name) => ({ name, image: PINNED_IMAGE, size: "650MB" })),
                    nodes: 0,
                    quorum: 2,
                    migration: { image: "api", runSeconds: 0 },
                    application: { image: "web", replicas: 0.5 },
                }),
        );
        const properties = shared
            .split("\n")
            .slice(1)
            .map((line) => line.slice(4, line.indexOf(": ")));
        assert.deepEqual(properties.sort(), ["application.replicas", "migration.runSeconds", "nodes", "quorum"]);
    });

    it("names the part of a rollout that is wrong", async () => {
        const images = [
            { name: "api", image: PINNED_IMAGE, size: "0MB" },
            { name: "api", image: PINNED_IMAGE, size: "1MB" },
        ];
        const text = await refused(
            () =>
                new ImageRollout("shop", {
                    namespace: "shop",
                    images,
                    migration: { image: "api", backoffLimit: -1 },
                    application: { image: "worker" },
                }),
        );
        assert.ok(text.startsWith('ImageRollout "shop" was refused:'), text);
        for (const given of [
            'images[1].name: there are two named "api"',
            'images[0].size: image size "0MB"',
            "migration.backoffLimit: -1",
            'application.image: "worker" is not among images; there are api',
        ]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
    });
});
