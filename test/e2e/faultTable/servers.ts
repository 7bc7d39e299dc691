// Servers that answer in the place of a registry, where the misbehaving proxy of the platform cannot: tokens, broken TLS.
import { once } from "node:events";
import * as http from "node:http";
import * as net from "node:net";

export interface Listener {
    /** Host and port. */
    readonly address: string;
    readonly end: () => Promise<void>;
}

/** Answers every request with `answer`; on 127.0.0.1, where containerd asks without TLS, unless another host is given. */
export function httpServer(answer: http.RequestListener, host = "127.0.0.1"): Promise<Listener> {
    const server = http.createServer(answer);
    return listen(server, host, () => server.closeAllConnections());
}

/** Does with every connection what `use` does. */
export function socketServer(use: (socket: net.Socket) => void, host: string): Promise<Listener> {
    const open = new Set<net.Socket>();
    const server = net.createServer((socket) => {
        open.add(socket);
        // The other side may be gone, which is what such a server is for.
        socket.on("error", () => {}).on("close", () => open.delete(socket));
        use(socket);
    });
    return listen(server, host, () => open.forEach((socket) => void socket.destroy()));
}

async function listen(server: net.Server, host: string, hangUp: () => void): Promise<Listener> {
    server.listen(0, host);
    await once(server, "listening");
    const { port } = server.address() as net.AddressInfo;
    const end = async () => {
        const closed = once(server, "close");
        server.close();
        hangUp();
        await closed;
    };
    return { address: `${host}:${port}`, end };
}

/** A registry that sends whoever asks to a token service, which answers with `status`. */
export function tokenRegistry(status: number): Promise<Listener> {
    return httpServer((request, answer) => {
        if (request.url?.startsWith("/token")) {
            answer.writeHead(status).end();
            return;
        }
        const realm = `Bearer realm="http://${request.headers.host}/token",service="registry",scope="repository:app:pull"`;
        answer.writeHead(401, { "www-authenticate": realm }).end();
    });
}
