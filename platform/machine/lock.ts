/**
 * A lock between processes that cannot be left behind: the kernel frees an abstract socket when its process ends. Not a lock
 * file, as libraries write it: one that a killed process leaves has to be told from a slow one by its age.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import * as net from "node:net";

/**
 * Runs `body` while no other process of this machine runs one under the same name. `onWait` hears once of each holder that
 * is waited for.
 */
export async function withLock<T>(name: string, onWait: (holder: string) => void, body: () => Promise<T>): Promise<T> {
    // Socket names are limited to 107 bytes, and a name is usually a path.
    const address = `\0aks-image-delivery-${createHash("sha256").update(name).digest("hex")}`;
    let server = await tryListen(address);
    while (server === undefined) {
        await holderGone(address, onWait);
        server = await tryListen(address);
    }
    try {
        return await body();
    } finally {
        await release(server);
    }
}

interface HeldLock {
    server: net.Server;
    waiting: Set<net.Socket>;
}

async function tryListen(address: string): Promise<HeldLock | undefined> {
    const waiting = new Set<net.Socket>();
    const server = net.createServer((socket) => {
        waiting.add(socket);
        socket.on("error", () => socket.destroy());
        socket.on("close", () => waiting.delete(socket));
        socket.write(`process ${process.pid}`);
    });
    server.listen(address);
    try {
        await once(server, "listening");
        return { server, waiting };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
            return undefined;
        }
        throw error;
    }
}

/** Whoever waits holds a connection; its end, by release or by death, is the signal to try again. */
async function holderGone(address: string, onWait: (holder: string) => void): Promise<void> {
    const socket = net.connect(address);
    socket.on("data", (text) => onWait(text.toString()));
    await new Promise<void>((resolve) => {
        socket.on("error", () => resolve());
        socket.on("close", () => resolve());
    });
}

async function release(lock: HeldLock): Promise<void> {
    const closed = once(lock.server, "close");
    lock.server.close();
    for (const socket of lock.waiting) {
        socket.destroy();
    }
    await closed;
}
