import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import { COMPONENT_NAMES, componentPackage } from "../../componentPackage/provider";
import schema from "../../componentPackage/schema.json";
import * as components from "../../components";
import * as azure from "../../components/azure";
import { fakeCluster, PULLED, realCluster } from "../support/fixtures";
import { failed, recorded } from "../support/harness";

const PREPULL = "aks-image-delivery:index:ImagePrepull";

describe("the component package", () => {
    const provider = componentPackage("1.2.3");
    const construct = (type: string, inputs: pulumi.Inputs) => provider.construct?.("api", type, inputs, {});

    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("has every component that the npm package exports", () => {
        const exported = getPulumiComponents({ ...components, ...azure }).map(({ name }) => name);
        assert.deepEqual(exported.sort(), [...COMPONENT_NAMES].sort());
    });

    it("makes the component, and answers with every output of the schema", async () => {
        let answer: Record<string, unknown> = {};
        const { resources } = await recorded(async () => {
            const { urn, state } = (await construct(PREPULL, { ...PULLED })) ?? {};
            answer = { ...state, urn };
        });
        assert.ok(resources.some(({ type }) => type === PREPULL));
        const { urn, ...state } = answer;
        assert.ok(urn);
        assert.deepEqual(Object.keys(state).sort(), Object.keys(schema.resources[PREPULL].properties).sort());
        assert.ok(Object.values(state).every(pulumi.Output.isInstance));
    });

    it("takes null for not given, at any depth and in outputs", async () => {
        const inputs = {
            ...PULLED,
            nodes: null,
            cluster: { context: null },
            nodeSelector: pulumi.output({ pool: null }),
        };
        const { resources } = await recorded(async () => void (await construct(PREPULL, inputs)));
        const daemonSet = resources.find(({ type }) => type === "kubernetes:apps/v1:DaemonSet");
        assert.deepEqual(daemonSet?.inputs.spec.template.spec.nodeSelector, {});
    });

    it("refuses arguments with the component's own text", async () => {
        const { text } = await failed(async () => void (await construct(PREPULL, { ...PULLED, size: "650 XB" })));
        assert.match(text, /ImagePrepull "api" was refused: .*650 XB/);
    });

    it("names the components that there are when another is asked for", async () => {
        await assert.rejects(
            async () => construct("aks-image-delivery:index:Prepull", {}),
            /has no component aks-image-delivery:index:Prepull; there are .*ImagePrepull/,
        );
    });

    it("serves the schema at the version of the package", () => {
        assert.deepEqual(JSON.parse(provider.schema ?? ""), { ...schema, version: "1.2.3" });
    });
});
