// A proxy in this process: it tunnels whatever is asked for to one server, and notes what that was.
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export class ProxyServer {
    /** What was asked for, such as `CONNECT registry.test:80`. */
    readonly seen: string[] = [];
    /** Of the answer to the next request. */
    status = 200;
    private readonly sockets = new Set<Socket>();
    private readonly server = createServer((_request, response) => void response.writeHead(500).end());
    private readonly before = { HTTP_PROXY: process.env.HTTP_PROXY, NO_PROXY: process.env.NO_PROXY };

    private constructor(target: string) {
        this.server.on("connection", (socket) => this.sockets.add(socket));
        this.server.on("connect", ({ url }, socket) => {
            this.seen.push(`CONNECT ${url}`);
            if (this.status !== 200) {
                socket.end(`HTTP/1.1 ${this.status} No\r\n\r\n`);
                return;
            }
            const there = connect(Number(new URL(target).port), "127.0.0.1", () => {
                socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
                socket.pipe(there).pipe(socket);
            });
            socket.on("error", () => there.destroy()).on("close", () => there.destroy());
            there.on("error", () => socket.destroy());
        });
    }

    /** In the variables of this process until it stops. */
    static async start(target: string): Promise<ProxyServer> {
        const proxy = new ProxyServer(target);
        await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
        Object.assign(process.env, { HTTP_PROXY: `http://user:secret@${proxy.host}`, NO_PROXY: "direct.test" });
        return proxy;
    }

    get host(): string {
        return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    async stop(): Promise<void> {
        for (const [name, value] of Object.entries(this.before)) {
            if (value === undefined) {
                delete process.env[name];
            } else {
                process.env[name] = value;
            }
        }
        // A tunnel is no longer one of the server's own connections.
        for (const socket of this.sockets) {
            socket.destroy();
        }
        await new Promise((resolve) => this.server.close(resolve));
    }
}
