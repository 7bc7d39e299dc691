// Resource transforms: functions of the program that see every resource before the engine does, and may change it.
import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
    type RegisterResourceRequest,
    TransformRequest,
    TransformResourceOptions,
    TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";

export class Transforms {
    private readonly ofStack: Callback[] = [];
    private readonly byUrn = new Map<string, Callback[]>();
    private readonly clients = new Map<string, CallbacksClient>();

    addToStack(callback: Callback): void {
        this.ofStack.push(callback);
    }

    /**
     * Changes the request as the engine does: first by the resource's own transforms, then by those of its parents from the
     * inside out, then by the stack's.
     */
    async apply(request: RegisterResourceRequest): Promise<void> {
        const inherited = [...request.getTransformsList(), ...(this.byUrn.get(request.getParent()) ?? [])];
        for (const callback of [...inherited, ...this.ofStack]) {
            await this.applyOne(callback, request);
        }
    }

    /** Lets the children of a resource inherit its transforms. */
    remember(urn: string, request: RegisterResourceRequest): void {
        this.byUrn.set(urn, [...request.getTransformsList(), ...(this.byUrn.get(request.getParent()) ?? [])]);
    }

    close(): void {
        for (const client of this.clients.values()) {
            client.close();
        }
    }

    private async applyOne(callback: Callback, request: RegisterResourceRequest): Promise<void> {
        const question = new TransformRequest()
            .setType(request.getType())
            .setName(request.getName())
            .setCustom(request.getCustom())
            .setParent(request.getParent())
            .setProperties(request.getObject())
            .setOptions(optionsOf(request));
        const answer = TransformResponse.deserializeBinary(await this.call(callback, question.serializeBinary()));
        request.setObject(answer.getProperties());
        const options = answer.getOptions();
        if (options !== undefined) {
            setOptions(request, options);
        }
    }

    private call(callback: Callback, question: Uint8Array): Promise<Uint8Array> {
        const target = callback.getTarget();
        const client = this.clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure());
        this.clients.set(target, client);
        const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(question);
        return new Promise((resolve, reject) => {
            client.invoke(request, (error, response) =>
                error ? reject(new Error(error.details)) : resolve(response.getResponse_asU8()),
            );
        });
    }
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
    const options = new TransformResourceOptions()
        .setDependsOnList(request.getDependenciesList())
        .setProtect(request.getProtect() ?? false)
        .setIgnoreChangesList(request.getIgnorechangesList())
        .setReplaceOnChangesList(request.getReplaceonchangesList())
        .setVersion(request.getVersion())
        .setAliasesList(request.getAliasesList())
        .setProvider(request.getProvider())
        .setCustomTimeouts(request.getCustomtimeouts())
        .setRetainOnDelete(request.getRetainondelete() ?? false)
        .setDeleteBeforeReplace(request.getDeletebeforereplace())
        .setHooks(request.getHooks());
    for (const [name, provider] of request.getProvidersMap().entries()) {
        options.getProvidersMap().set(name, provider);
    }
    return options;
}

/** Only what a plan shows. */
function setOptions(request: RegisterResourceRequest, options: TransformResourceOptions): void {
    request
        .setProtect(options.getProtect() ?? false)
        .setIgnorechangesList(options.getIgnoreChangesList())
        .setReplaceonchangesList(options.getReplaceOnChangesList())
        .setCustomtimeouts(options.getCustomTimeouts())
        .setRetainondelete(options.getRetainOnDelete() ?? false)
        .setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
}
