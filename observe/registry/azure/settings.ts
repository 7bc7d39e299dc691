// What an Azure registry allows, asked of the Azure CLI, which whoever changes a registry has.
import * as v from "valibot";
import type { RegistryNetwork } from "../../../model/registry/helperImageCommands";
import { RegistryError } from "../errors";

const LIMIT_SECONDS = 60;

const QUERY =
    "{publicNetworkAccess:publicNetworkAccess, networkRuleBypassOptions:networkRuleBypassOptions, defaultAction:networkRuleSet.defaultAction}";

const answer = v.object({
    publicNetworkAccess: v.string(),
    networkRuleBypassOptions: v.nullish(v.string(), "AzureServices"),
    defaultAction: v.nullish(v.string(), "Allow"),
});

/** @throws RegistryError when `az` is missing, is not signed in, takes too long, or does not see the registry. */
export async function registryNetwork(host: string): Promise<RegistryNetwork> {
    const words = ["acr", "show", "--name", host, "--query", QUERY, "--output", "json"];
    const { x } = await import("tinyexec");
    try {
        const shown = await x("az", words, { timeout: LIMIT_SECONDS * 1_000, throwOnError: true, nodePath: false });
        return v.parse(answer, JSON.parse(shown.stdout));
    } catch (error) {
        throw new RegistryError(
            `az acr show --name ${host} did not say what the registry allows: ${reason(error)}; choose the way with --by`,
        );
    }
}

function reason(error: unknown): string {
    const { output, message, code, name } = error as Error & { output?: { stderr?: string }; code?: string };
    if (code === "ENOENT") {
        return "the Azure CLI (az) is not installed here";
    }
    if (name === "AbortError") {
        return `it did not answer within ${LIMIT_SECONDS} s`;
    }
    return output?.stderr?.trim() || message;
}
