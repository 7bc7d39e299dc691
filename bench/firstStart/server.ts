// Serves one file on this machine, under any name.
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

export async function withServer<T>(file: string, work: (address: string) => Promise<T>): Promise<T> {
    const server = http.createServer((_, response) => fs.createReadStream(file).pipe(response));
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
        return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
    } finally {
        server.closeAllConnections();
        server.close();
    }
}
