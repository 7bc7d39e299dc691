// The body of an answer: read whole within bounds of bytes and time, or thrown away.
import { RegistryError } from "./errors";
import type { HttpAnswer } from "./http";

/** Ends an answer whose body nobody wants; undici reports that as an error of the body, which is none. */
export function discard(answer: Pick<HttpAnswer, "body">): void {
    answer.body.on("error", () => undefined).destroy();
}

/**
 * Reads a whole body of at most `mostBytes`.
 *
 * @throws RegistryError when it is longer, breaks off or stalls.
 */
export async function readBody(answer: HttpAnswer, mostBytes: number, timeoutMs: number): Promise<Buffer> {
    const host = answer.url.host;
    const timer = setTimeout(() => answer.body.destroy(new RegistryError(stalled(host, timeoutMs))), timeoutMs);
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
        for await (const chunk of answer.body) {
            bytes += (chunk as Buffer).length;
            if (bytes > mostBytes) {
                answer.body.destroy();
                throw new RegistryError(
                    `${host} answered with more than ${mostBytes} bytes where a short document belongs.`,
                );
            }
            chunks.push(chunk as Buffer);
        }
    } catch (error) {
        if (error instanceof RegistryError) {
            throw error;
        }
        const code = (error as { code?: string }).code;
        throw new RegistryError(
            code === "UND_ERR_BODY_TIMEOUT"
                ? stalled(host, timeoutMs)
                : `${host} broke off in the middle of its answer.`,
        );
    } finally {
        clearTimeout(timer);
    }
    return Buffer.concat(chunks);
}

function stalled(host: string, timeoutMs: number): string {
    return `${host} began to answer and then stopped: the body did not end within ${timeoutMs / 1000} s.`;
}
