// One engine's session with a provider: what every call is told, and how its answer or its error gets back.
import type { handleUnaryCall, ServerUnaryCall } from "@grpc/grpc-js";
import type { Call } from "./calls";
import type { LogLine } from "./engineLog";
import type { ResourceCall } from "./provider";
import { failure } from "./responses";

interface ResourceRequest {
    getUrn(): string;
}

export class Session {
    readonly #cancelled = new AbortController();
    /** Writes into the engine's output, once the engine has said where that is. */
    write: (line: LogLine) => void = () => {};

    /** Aborts every call under way, and those to come. */
    cancel(): void {
        this.#cancelled.abort();
    }

    call(rpcCall: ServerUnaryCall<unknown, unknown>): Call {
        const abandoned = new AbortController();
        rpcCall.on("cancelled", () => abandoned.abort());
        return { signal: AbortSignal.any([this.#cancelled.signal, abandoned.signal]) };
    }

    resourceCall(rpcCall: ServerUnaryCall<ResourceRequest, unknown>): ResourceCall {
        const urn = rpcCall.request.getUrn();
        return {
            ...this.call(rpcCall),
            ...partsOf(urn),
            urn,
            log: (severity, text, { ephemeral = false } = {}) => this.write({ severity, text, urn, ephemeral }),
        };
    }
}

/** `urn:pulumi:stack::project::parentType$type::name`, whose name may contain anything, `::` included. */
function partsOf(urn: string): { type: string; name: string } {
    const [, , types = "", ...name] = urn.split("::");
    return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

/** A method of the protocol from a function that answers or throws. */
export function unary<Q, R>(answer: (call: ServerUnaryCall<Q, unknown>) => Promise<R>): handleUnaryCall<Q, R> {
    return (call, callback) => {
        answer(call).then(
            (response) => callback(null, response),
            (error: unknown) => callback(failure(error)),
        );
    };
}
