// One watch connection: the lines that the API server sends, as they come.
import type { IncomingMessage } from "node:http";
import type { KubernetesClient } from "../cluster/client";
import { type ApiStatus, type Asked, ClusterError, noAnswer, refusal } from "../cluster/errors";
import { getStream } from "../cluster/request";
import { type ApiObject, listPath, type Resource, type Selection } from "../cluster/resources";

/** The API server ends a watch after this time on its own: a connection that is never renewed dies unseen. */
const WATCH_SECONDS = 290;

/**
 * The API server sends a bookmark about every minute for most resources. Silence for longer is nothing unusual for the others,
 * but may be a dead connection: Azure's load balancer, for one, drops an idle connection after four minutes without telling
 * either side. A new watch from the same resource version costs next to nothing.
 */
const SILENCE_MS = 90_000;

export interface WatchEvent {
    readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
    readonly object: ApiObject;
}

/**
 * Resolves when the watch stands. Rejects, as its iteration does, with a ClusterError. The iteration ends when the API server
 * ends the watch, and after `silenceMs` without a byte.
 */
export async function openWatch(
    client: KubernetesClient,
    resource: Resource<unknown>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
    silenceMs = SILENCE_MS,
): Promise<AsyncGenerator<WatchEvent>> {
    const { namespace, labelSelector, fieldSelector } = selection;
    const asked: Asked = { verb: "watch", resource: resource.plural, namespace };
    const watch = { watch: true, allowWatchBookmarks: true, timeoutSeconds: WATCH_SECONDS, resourceVersion };
    const stream = await getStream(client, {
        path: listPath(resource, namespace),
        query: { ...watch, labelSelector, fieldSelector },
        asked,
        signal,
    });
    return events(stream, asked, client.cluster, silenceMs);
}

async function* events(
    stream: IncomingMessage,
    asked: Asked,
    cluster: string,
    silenceMs: number,
): AsyncGenerator<WatchEvent> {
    // The request's own limit of silence is meant for its answer.
    stream.setTimeout(0);
    let silent = false;
    const silence = setTimeout(() => {
        silent = true;
        stream.destroy();
    }, silenceMs);
    try {
        for await (const line of lines(stream, () => silence.refresh())) {
            yield watchEvent(line, asked, cluster);
        }
    } catch (error) {
        if (!silent) {
            throw error instanceof ClusterError ? error : noAnswer(error, asked, cluster);
        }
    } finally {
        clearTimeout(silence);
    }
}

/** A last line without its end was cut off together with the connection: it is left out, and comes again. */
async function* lines(stream: IncomingMessage, onData: () => void): AsyncGenerator<string> {
    stream.setEncoding("utf8");
    let rest = "";
    for await (const chunk of stream) {
        onData();
        const parts = (rest + chunk).split("\n");
        rest = parts.pop() ?? "";
        yield* parts;
    }
}

function watchEvent(line: string, asked: Asked, cluster: string): WatchEvent {
    const event = JSON.parse(line) as WatchEvent | { type: "ERROR"; object: ApiStatus };
    if (event.type === "ERROR") {
        throw refusal(event.object, asked, cluster);
    }
    return event;
}
