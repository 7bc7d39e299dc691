// Azure Resource Manager as clients besides azure-native ask it: over HTTP, with a token that names the host it is for.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ResourceManager } from "./arm";
import { ArmError, badRequest } from "./armError";
import { isWithin, parseResourceId } from "./resourceId";
import { ofType, type World } from "./world";

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
/** The first version whose answer has conditions; the first one in which a registry has a mode of role assignments. */
const LEAST_VERSION = { assignments: "2022-04-01", registry: "2025-11-01" };

interface Management {
    /** Such as `http://127.0.0.1:40000`. */
    readonly endpoint: string;
    /** As Entra ID writes them: unsigned, which nobody here checks. */
    readonly token: string;
}

/** Serves until the process ends, and keeps no process alive. */
export async function startManagementFront(arm: ResourceManager, world: () => World): Promise<Management> {
    let token = "";
    const server = createServer((incoming, outgoing) => {
        try {
            if (incoming.headers.authorization !== `Bearer ${token}`) {
                throw new ArmError(401, "AuthenticationFailed", "Authentication failed.");
            }
            reply(outgoing, 200, answer(incoming, arm, world));
        } catch (error) {
            refuse(outgoing, error);
        }
    });
    server.unref().listen(0, "127.0.0.1");
    await once(server, "listening");
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    token = tokenFor(`${endpoint}/`);
    return { endpoint, token };
}

function tokenFor(audience: string): string {
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
    return [part({ typ: "JWT", alg: "none" }), part({ aud: audience }), "unsigned"].join(".");
}

function answer(incoming: IncomingMessage, arm: ResourceManager, world: () => World): unknown {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const path = decodeURIComponent(url.pathname);
    const list = new RegExp(`^(/.+)/providers/${ASSIGNMENTS}$`, "i").exec(path);
    const version = url.searchParams.get("api-version") ?? "";
    if (list) {
        expectVersion(version, LEAST_VERSION.assignments);
        arm.meet(ASSIGNMENTS);
        return { value: assignments(world(), list[1] ?? "", url.searchParams.get("$filter")) };
    }
    expectVersion(version, LEAST_VERSION.registry);
    return arm.get(path);
}

function expectVersion(version: string, least: string): void {
    if (version < least) {
        throw badRequest(
            "NoRegisteredProviderFound",
            `No registered resource provider found for API version '${version}'.`,
        );
    }
}

/** `principalId eq`: at, above and below the scope. `atScope()`: at and above it. */
function assignments(world: World, scope: string, filter: string | null) {
    const [, principal] = /^principalId eq '([^']+)'$/.exec(filter ?? "") ?? [];
    if (principal === undefined && filter !== "atScope()") {
        throw badRequest("UnsupportedQuery", `The filter '${filter}' is not supported.`);
    }
    return ofType(world, ASSIGNMENTS).filter((assignment) => {
        const at = parseResourceId(assignment.id).scope;
        return principal === undefined
            ? isWithin(scope, at)
            : assignment.properties.principalId === principal && (isWithin(scope, at) || isWithin(at, scope));
    });
}

function refuse(outgoing: ServerResponse, error: unknown): void {
    if (!(error instanceof ArmError)) {
        throw error;
    }
    if (error.retryAfterSeconds !== undefined) {
        outgoing.setHeader("retry-after", String(error.retryAfterSeconds));
    }
    reply(outgoing, error.status, { error: { code: error.code, message: error.detail } });
}

function reply(outgoing: ServerResponse, status: number, body: unknown): void {
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
