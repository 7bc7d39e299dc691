import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { readConfig } from "../../stack/config";

const PROJECT = "aks-image-delivery";
const DIGEST = `127.0.0.1:5005/app@sha256:${"a".repeat(64)}`;

const rollout = (changes: object = {}) => ({
    namespace: "shop",
    images: [{ name: "app", image: DIGEST, size: "300MB" }],
    migration: { image: "app", args: ["migrate"] },
    application: { image: "app", replicas: 2 },
    ...changes,
});

/** Sets the configuration of the running (mocked) stack. */
function configure(sections: Record<string, unknown>): void {
    const texts = Object.entries(sections).map(([key, value]) => [
        `${PROJECT}:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(texts));
}

function faults(sections: Record<string, unknown>): string[] {
    configure(sections);
    try {
        readConfig();
    } catch (error) {
        return (error as Error).message.split("\n").slice(1);
    }
    return [];
}

describe("the configuration of a stack", () => {
    before(() =>
        pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, PROJECT, "test"),
    );
    after(() => pulumi.runtime.setAllConfig({}));

    it("refuses Azure's own names of what the API version does not take, with the way to set it", () => {
        const registry = { resourceGroupName: "rg", cluster: { resourceGroupName: "rg", name: "aks" } };
        const given = { ...registry, networkRuleBypassAllowedForTasks: true, registryNam: "acr1" };
        const [tasks, typing] = faults({ registry: given });
        assert.match(
            tasks ?? "",
            /registry\.networkRuleBypassAllowedForTasks: this version of the API .*`az resource update/,
        );
        assert.match(typing ?? "", /registry\.registryNam: unknown key; did you mean registryName\?/);
    });

    for (const size of [650, "650"]) {
        it(`refuses a size of ${JSON.stringify(size)}: its unit was forgotten`, () => {
            const found = faults({ rollout: rollout({ images: [{ name: "app", image: DIGEST, size }] }) });
            assert.match(found.join("\n"), /rollout\.images\[0\]\.size: .*650"? has no unit.* 650MB, 1\.2GB/);
        });
    }

    it("deploys unless another stage is asked for", () => {
        configure({});
        assert.equal(readConfig().stage, "deploy");
        configure({ stage: "prepull" });
        assert.equal(readConfig().stage, "prepull");
    });

    it("reports every fault together, each with its key, the value and what is accepted", () => {
        const found = faults({
            stage: "both",
            registry: { cluster: { name: "aks" }, replicas: "eastus", alerts: {}, sku: "Basic", zone: 1 },
            rollout: rollout({
                namespace: "Shop",
                images: [{ name: "app", image: "UPPER/app:1", size: "12 parsecs" }],
                application: { image: "app", replicas: 0, sidecar: true, relpicas: 3 },
                migration: { image: "app", runSeconds: "10m" },
                network: "dialup",
                quorum: 1.5,
            }),
        });
        for (const text of [
            /^ {2}- aks-image-delivery:stage: "both" must be .*prepull/,
            /registry\.resourceGroupName: is missing/,
            /registry\.cluster: .* must have either id, or resourceGroupName and name/,
            /registry\.replicas: "eastus" must be a list$/,
            /registry\.sku: unknown key; check the spelling \(accepted: resourceGroupName, cluster, /,
            /registry\.zone: unknown key/,
            /rollout\.namespace: "Shop" must be a DNS label/,
            /rollout\.images\[0\]\.image: image reference "UPPER\/app:1" .*lower case/,
            /rollout\.images\[0\]\.size: image size "12 parsecs" /,
            /rollout\.application\.replicas: 0 must be a whole number from 1 to 10000$/,
            /rollout\.application\.sidecar: unknown key; check the spelling/,
            /rollout\.application\.relpicas: unknown key; did you mean replicas\?/,
            /migration\.runSeconds: "10m" must be a whole number of seconds from 1/,
            /rollout\.network: "dialup" must be "normal" or "slow"$/,
            /rollout\.quorum: 1\.5 is out of range: it must be over 0 and at most 1$/,
        ]) {
            assert.equal(found.filter((line) => text.test(line)).length, 1, `${text} in\n${found.join("\n")}`);
        }
    });

    it("refuses a pull rate that is none, and one next to a network", () => {
        const text = (settings: object) => faults({ rollout: rollout(settings) }).join("\n");
        assert.match(
            text({ pullRate: "9 Mbps" }),
            /rollout\.pullRate: pull rate "9 Mbps" is not a rate; write it as 9MB\/s/,
        );
        assert.match(
            text({ pullRate: "9MB/s", network: "slow" }),
            /rollout\.pullRate: "9MB\/s" is measured, so network slow/,
        );
    });

    it("refuses names of images that are not there or stand twice", () => {
        const image = { name: "app", image: DIGEST, size: "1GB" };
        const found = faults({ rollout: rollout({ images: [image, image], migration: { image: "db" } }) });
        assert.match(found.join("\n"), /images\[1\]\.name: "app" must be unique/);
        assert.match(found.join("\n"), /migration\.image: "db" must be the name of one of the images: app, app/);
    });

    it("refuses them of each of several applications and migrations, and deadlines that are too short", () => {
        const found = faults({
            rollout: rollout({
                migration: undefined,
                application: undefined,
                migrations: [{ name: "schema", image: "app", deadlineSeconds: 60 }],
                applications: [
                    { name: "web", image: "app", volumes: [{ name: "tmp", mountPath: "/tmp", emptyDirr: {} }] },
                    { name: "worker", image: "db" },
                ],
            }),
        }).join("\n");
        assert.match(found, /applications\[0\]\.volumes\[0\]\.emptyDirr: unknown key; did you mean emptyDir\?/);
        const images = faults({ rollout: rollout({ applications: [{ name: "worker", image: "db" }] }) }).join("\n");
        assert.match(images, /applications\[0\]\.image: "db" must be the name of one of the images: app/);
        const short = faults({ rollout: rollout({ migrations: [{ name: "a", image: "app", deadlineSeconds: 60 }] }) });
        assert.match(short.join("\n"), /migrations\[0\]\.deadlineSeconds: 60 is too short/);
    });

    it("refuses tags that move, unless they are allowed", () => {
        const moving = { images: [{ name: "app", image: "acr.azurecr.io/app:latest", size: "1GB" }] };
        assert.match(faults({ rollout: rollout(moving) }).join("\n"), /the tag latest moves/);
        assert.deepEqual(faults({ rollout: rollout({ ...moving, allowMovingTag: true }) }), []);
    });

    it("refuses timeouts that are shorter than the declared size needs", () => {
        const timeouts = (timeoutSeconds: number, deadlineSeconds: number) => ({
            rollout: rollout({
                images: [{ name: "app", image: DIGEST, size: "300MB", timeoutSeconds }],
                migration: { image: "app", deadlineSeconds },
            }),
        });
        const found = faults(timeouts(100, 600)).join("\n");
        assert.match(found, /rollout\.images\[0\]\.timeoutSeconds: 100 is too short: .* needs 180/);
        assert.match(found, /rollout\.migration\.deadlineSeconds: 600 is too short: .* needs \d+/);
        assert.deepEqual(faults(timeouts(180, 3_600)), []);
    });

    it("refuses sections that nobody reads", () => {
        assert.match(
            faults({ rolout: {} }).join("\n"),
            /aks-image-delivery:rolout: unknown key; did you mean rollout\?/,
        );
    });

    it("says so when a section is text instead of an object", () => {
        assert.match(faults({ rollout: "text" }).join("\n"), /aks-image-delivery:rollout: "text" must be an object/);
    });

    for (const stack of ["local", "dev", "prod"]) {
        it(`accepts Pulumi.${stack}.yaml`, () => {
            const file = parse(readFileSync(join(__dirname, `../../Pulumi.${stack}.yaml`), "utf8"));
            const sections = Object.entries(file.config as Record<string, unknown>).filter(([key]) =>
                key.startsWith(PROJECT),
            );
            assert.ok(sections.length > 0);
            assert.deepEqual(
                faults(Object.fromEntries(sections.map(([key, value]) => [key.slice(PROJECT.length + 1), value]))),
                [],
            );
        });
    }
});
