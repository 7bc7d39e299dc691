import assert from "node:assert/strict";
import { deployedImages } from "../../../model/kubernetes/deployedImages";

function kubernetes(type: string, spec: object, namespace?: unknown) {
    return { type: `kubernetes:${type}`, inputs: { metadata: { name: "a", namespace }, spec } };
}

const pod = (image: string) => ({ containers: [{ name: "app", image }] });

describe("the images of a stack's state", () => {
    it("are those of containers, init containers and image volumes, however deep their pod's template is", () => {
        const spec = {
            jobTemplate: {
                spec: {
                    template: {
                        spec: {
                            ...pod("a:1"),
                            initContainers: [{ name: "init", image: "b:1" }],
                            volumes: [{ name: "v", image: { reference: "c:1", pullPolicy: "IfNotPresent" } }],
                        },
                    },
                },
            },
        };
        const { images, namespaces } = deployedImages([kubernetes("batch/v1:CronJob", spec, "shop")]);
        assert.deepEqual([...images].sort(), ["a:1", "b:1", "c:1"]);
        assert.deepEqual([...namespaces], ["shop"]);
    });

    it("have their namespaces: of what runs nothing, there is none", () => {
        const { namespaces } = deployedImages([
            kubernetes("core/v1:Pod", pod("a:1")),
            kubernetes("core/v1:Pod", pod("a:1"), "shop"),
            kubernetes("core/v1:Service", { ports: [] }, "elsewhere"),
        ]);
        assert.deepEqual([...namespaces].sort(), ["default", "shop"]);
    });

    it("are not those of other providers, nor what is secret", () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
        const { images } = deployedImages([
            { type: "docker:index:Container", inputs: { spec: pod("a:1") } },
            kubernetes("core/v1:Pod", { containers: [{ image: secret }] }, secret),
            { type: "kubernetes:core/v1:Pod" },
            null,
        ]);
        assert.deepEqual([...images], []);
    });
});
