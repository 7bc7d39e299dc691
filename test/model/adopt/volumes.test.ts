import assert from "node:assert/strict";
import { volumes } from "../../../model/adopt/volumes";
import type { Fields } from "../../../model/workload/fields";

const MOUNT = { name: "v", mountPath: "/v" };

const told = (all: Fields[], mounts: Fields[]) => {
    const { args, patch } = volumes({ volumes: all }, { volumeMounts: mounts });
    return { args, patch };
};
const ofOne = (source: Fields, mount: Fields = {}) => told([{ name: "v", ...source }], [{ ...MOUNT, ...mount }]);

describe("a volume that a container mounts", () => {
    const csi = { driver: "secrets-store.csi.k8s.io", readOnly: true, volumeAttributes: { secretProviderClass: "kv" } };
    const claim = { persistentVolumeClaim: { claimName: "data" } };
    const readOnlyClaim = { persistentVolumeClaim: { claimName: "data", readOnly: true } };
    const said: [string, Fields, Fields, Fields][] = [
        ["a ConfigMap", { configMap: { name: "settings" } }, {}, { configMap: "settings" }],
        ["a Secret", { secret: { secretName: "keys" } }, {}, { secret: "keys" }],
        ["an empty directory", { emptyDir: {} }, {}, { emptyDir: {} }],
        [
            "one in memory",
            { emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
            {},
            { emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
        ],
        ["a claim", claim, {}, { claim: "data" }],
        ["a claim that is only read", readOnlyClaim, { readOnly: true }, { claim: "data", readOnly: true }],
        ["a vault", { csi }, { readOnly: true }, { secretProviderClass: "kv" }],
        ["a vault that is mounted writably", { csi }, {}, { secretProviderClass: "kv", readOnly: false }],
        [
            "a file of it",
            { configMap: { name: "settings" } },
            { subPath: "a.json" },
            { subPath: "a.json", configMap: "settings" },
        ],
        ["one that is only read", { emptyDir: {} }, { readOnly: true }, { emptyDir: {}, readOnly: true }],
        ["one that says it is not only read", { emptyDir: {} }, { readOnly: false }, { emptyDir: {} }],
    ];
    for (const [what, source, mount, argument] of said) {
        it(`is an argument for ${what}`, () => {
            assert.deepEqual(ofOne(source, mount), { args: { volumes: [{ ...MOUNT, ...argument }] }, patch: {} });
        });
    }

    const kept: [string, Fields, Fields?][] = [
        ["chosen items of a ConfigMap", { configMap: { name: "settings", items: [] } }],
        ["a Secret with a mode", { secret: { secretName: "keys", defaultMode: 256 } }],
        ["an empty directory that says more", { emptyDir: { medium: "Memory", other: 1 } }],
        ["a claim that is read here, and may be written", claim, { readOnly: true }],
        ["a claim that may only be read, and does not say so here", readOnlyClaim],
        ["a directory of the node", { hostPath: { path: "/var/log" } }],
        ["another driver", { csi: { ...csi, driver: "disk.csi.azure.com" } }],
        ["a vault that may be written", { csi: { ...csi, readOnly: false } }],
        ["a vault that says more", { csi: { ...csi, nodePublishSecretRef: { name: "x" } } }],
        [
            "a vault with more attributes",
            { csi: { ...csi, volumeAttributes: { secretProviderClass: "kv", usePod: "1" } } },
        ],
        ["a mount that says more", { emptyDir: {} }, { mountPropagation: "HostToContainer" }],
    ];
    for (const [what, source, mount = {}] of kept) {
        it(`stays as it is for ${what}`, () => {
            const patch = { volumes: [{ name: "v", ...source }], volumeMounts: [{ ...MOUNT, ...mount }] };
            assert.deepEqual(ofOne(source, mount), { args: {}, patch });
        });
    }

    it("may be mounted twice, each mount on its own", () => {
        const [simple, odd] = [MOUNT, { name: "v", mountPath: "/w", mountPropagation: "None" }];
        const both = told([{ name: "v", emptyDir: {} }], [simple, odd]);
        assert.deepEqual(both, { args: { volumes: [{ ...MOUNT, emptyDir: {} }] }, patch: { volumeMounts: [odd] } });
        const claims = told(
            [{ name: "v", ...readOnlyClaim }],
            [
                { ...MOUNT, readOnly: true },
                { ...MOUNT, mountPath: "/w" },
            ],
        );
        assert.deepEqual(claims.args, {});
    });

    it("is its own, whatever other volumes and mounts there are", () => {
        const [own, other] = [
            { name: "v", emptyDir: {} },
            { name: "w", hostPath: { path: "/w" } },
        ];
        const lost = { name: "x", mountPath: "/x" };
        const { args, patch } = told([other, own], [MOUNT, lost]);
        assert.deepEqual(args, { volumes: [{ ...MOUNT, emptyDir: {} }] });
        assert.deepEqual(patch, { volumes: [other], volumeMounts: [lost] });
        const claims = told(
            [{ name: "v", ...claim }, own].map((one, index) => ({ ...one, name: `v${index}` })),
            [
                { ...MOUNT, name: "v0" },
                { name: "v1", mountPath: "/r", readOnly: true },
            ],
        );
        assert.deepEqual(claims.patch, {});
    });
});
