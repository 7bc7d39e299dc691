import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import { COMPONENT_NAMES, componentPackage } from "../../componentPackage/provider";
import schema from "../../componentPackage/schema.json";
import * as components from "../../components";
import * as azure from "../../components/azure";
import { fakeCluster, PULLED, realCluster } from "../support/fixtures";
import { recorded } from "../support/harness";

const ROLLOUT = "aks-image-delivery:index:ImageRollout";
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

    it("creates the component, and answers with every output of the schema", async () => {
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

    it("refuses arguments in one error that has each property, as the engine shows them", async () => {
        const images = [{ name: "api", image: "acr1.azurecr.io/api:latest", size: "650 XB" }];
        const program = () => construct(ROLLOUT, { namespace: "shop", images });
        await assert.rejects(recorded(program), (error) => {
            assert.ok(pulumi.InputPropertiesError.isInstance(error));
            assert.equal(error.message, 'ImageRollout "api" was refused:');
            assert.deepEqual(
                error.errors.map(({ propertyPath }) => propertyPath),
                ["images[0].image", "images[0].size"],
            );
            assert.match(error.errors[0]?.reason ?? "", /api:latest: the tag latest moves/);
            assert.match(error.errors[1]?.reason ?? "", /"650 XB" has an unknown unit, XB/);
            return true;
        });
    });

    it("shows a fault that is found later without a stack trace", async () => {
        const image = pulumi.output(Promise.resolve("acr1.azurecr.io/api:latest"));
        await assert.rejects(
            recorded(() => construct(PREPULL, { ...PULLED, image })),
            // Pulumi's host of components prints the stack of an error that nobody caught.
            { stack: /^ImagePrepull "api" was refused: image: image acr1.azurecr.io\/api:latest.*$/ },
        );
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
