// Lines that a provider writes into the engine's output, next to the resource that they are about.
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Severity } from "./calls";

const SEVERITIES: Record<Severity, LogSeverity> = {
    debug: LogSeverity.DEBUG,
    info: LogSeverity.INFO,
    warning: LogSeverity.WARNING,
    error: LogSeverity.ERROR,
};

export interface LogLine {
    readonly severity: Severity;
    readonly text: string;
    readonly urn: string;
    readonly ephemeral: boolean;
}

/** Connects to the engine at `address`. A line that cannot be delivered is dropped: it must not fail the resource. */
export function engineLog(address: string): (line: LogLine) => void {
    const client = new EngineClient(address, credentials.createInsecure());
    return ({ severity, text, urn, ephemeral }) => {
        const request = new LogRequest();
        request.setSeverity(SEVERITIES[severity]);
        request.setMessage(text);
        request.setUrn(urn);
        request.setEphemeral(ephemeral);
        client.log(request, () => {});
    };
}
