import assert from "node:assert/strict";
import { HELPER_IMAGES } from "../../../model/image/helperImages";
import { BringingIn, helperImageCommands, knownWay, wayInto } from "../../../model/registry/helperImageCommands";

const OPEN = { publicNetworkAccess: "Enabled", networkRuleBypassOptions: "None", defaultAction: "Allow" };
const PREFIX = "myregistry.azurecr.io/infra/image-delivery";
const { digest } = HELPER_IMAGES.pause;

describe("bringing this package's images into a registry", () => {
    // acr-docs, container-registry-import-images.md: a restricted registry must allow access by trusted services.
    const settings = [
        [OPEN, BringingIn.Import],
        [{ ...OPEN, publicNetworkAccess: "Disabled" }, BringingIn.Cache],
        [{ ...OPEN, defaultAction: "Deny" }, BringingIn.Cache],
        [{ ...OPEN, publicNetworkAccess: "Disabled", networkRuleBypassOptions: "AzureServices" }, BringingIn.Import],
        [{ ...OPEN, defaultAction: "Deny", networkRuleBypassOptions: "AzureServices" }, BringingIn.Import],
    ] as const;
    for (const [network, way] of settings) {
        it(`is by ${way} where ${Object.values(network).join(", ")}`, () => {
            assert.equal(wayInto(network), way);
        });
    }

    it("asks Azure's registries only", () => {
        assert.equal(knownWay(PREFIX), undefined);
        assert.equal(knownWay("registry.example.com/infra"), BringingIn.Copy);
    });

    const pause: Readonly<Record<BringingIn, string>> = {
        import: `az acr import --name myregistry.azurecr.io --source registry.k8s.io/pause@${digest} --image infra/image-delivery/pause:3.10.1`,
        cache: "az acr cache create --registry myregistry.azurecr.io --name image-delivery-pause --source-repo registry.k8s.io/pause --target-repo infra/image-delivery/pause",
        copy: `docker buildx imagetools create --tag ${PREFIX}/pause:3.10.1 registry.k8s.io/pause@${digest}`,
    };
    for (const way of Object.values(BringingIn)) {
        it(`has a command for each image by ${way}, which ends where pods look`, () => {
            const commands = helperImageCommands(PREFIX, way);
            assert.deepEqual(
                commands.map(({ name }) => name),
                ["pause", "busybox", "kubectl"],
            );
            assert.equal(commands[0]?.command, pause[way]);
            for (const { image, name } of commands) {
                assert.ok(image.startsWith(`${PREFIX}/${name}:`), image);
            }
        });
    }
});
