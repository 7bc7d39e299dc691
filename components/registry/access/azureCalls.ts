/** Questions to Azure Resource Manager, with the provider's sign-in. Tests put their own function into `azureCalls`. */
import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import type {
    askResourceManager,
    ResourceManagerAnswer,
    ResourceManagerQuestion,
} from "../../../observe/registry/azure/resourceManager";

interface AzureCalls {
    ask: typeof askResourceManager;
}

export const azureCalls: AzureCalls = {
    ask: async (token, question, options) => {
        const { askResourceManager } = await import("../../../observe/registry/azure/resourceManager");
        return askResourceManager(token, question, options);
    },
};

/** @param parent whose provider signs in */
export async function askAzure(
    parent: pulumi.Resource,
    question: ResourceManagerQuestion,
): Promise<ResourceManagerAnswer> {
    // Where nobody is signed in, the look-up of the cluster has failed; the mocks of unit tests give no token.
    const { token } = await authorization.getClientToken({}, { parent }).catch(() => ({ token: undefined }));
    const onWait = (text: string) => void pulumi.log.info(text, parent);
    return token
        ? azureCalls.ask(token, question, { onWait })
        : { missing: "the provider gives no token", isKnown: false };
}
