// The simulated azure-native in front of a simulated Azure, called as the engine does.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { azureProvider } from "../../platform/azure/provider/provider";
import type { CheckCall } from "../../platform/providers/shared/provider";
import type { Properties } from "../../platform/providers/shared/values";
import { SimulatedAzure } from "./simulatedAzure";

export const REGISTRY = "azure-native:containerregistry:Registry";
export const PREMIUM = { resourceGroupName: "rg-app", sku: { name: "Premium" } };

export const signal = new AbortController().signal;

export function call(type: string, name = "acr") {
    return { signal, urn: `urn:pulumi:dev::app::${type}::${name}`, name, type, log: () => {} };
}

export type SimulatedProvider = ReturnType<typeof simulatedProvider>;

export function simulatedProvider() {
    const azure = new SimulatedAzure();
    const kubeconfig = join(azure.folder, "kubeconfig");
    writeFileSync(kubeconfig, "apiVersion: v1");
    const { arm, world, clock } = azure;
    const provider = azureProvider({ version: "3.28.0", arm, world, kubeconfig, sleep: clock.sleep });
    const check = async (type: string, news: Properties, more: Partial<CheckCall> = {}) => {
        const given = { ...call(type, more.name), olds: undefined, news, randomSeed: Buffer.from("seed"), ...more };
        return provider.check(given);
    };
    const create = async (type: string, news: Properties, preview = false) => {
        const { inputs, failures } = await check(type, news);
        assert.deepEqual(failures, []);
        const made = await provider.create({ ...call(type), inputs, preview, timeoutSeconds: undefined });
        return { ...made, inputs };
    };
    const read = (type: string, id: string, inputs: Properties = {}, outputs: Properties = {}) =>
        provider.read({ ...call(type), id, inputs, outputs, timeoutSeconds: undefined });
    return { azure, provider, check, create, read };
}
