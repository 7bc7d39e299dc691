import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { Agent } from "undici";
import { parseImageReference } from "../../../model/image/reference";
import { Repository } from "../../../observe/registry/repository";
import { RegistrySession } from "../../../observe/registry/session";

const IMAGE = parseImageReference("acr1.azurecr.io/shop/api:1.0");

/** The pages of a registry whose page `n` has a link to the page that `next` gives. */
async function read(next: (page: number) => number): Promise<number[]> {
    const session = new RegistrySession(IMAGE.registry, { http: { timeoutMs: 1_000, dispatcher: new Agent() } });
    const repository = new Repository(session, IMAGE);
    repository.read = async (path) => {
        const url = new URL(path, "https://acr1.azurecr.io");
        const page = Number(url.searchParams.get("page") ?? 0);
        const headers = { link: `<?page=${next(page)}>; rel="next"` };
        return { answer: { status: 200, headers, body: Readable.from([]), url }, body: Buffer.from(String(page)) };
    };
    const seen: number[] = [];
    for await (const page of repository.pages("tags/list", "tags", (json) => json as number)) {
        seen.push(page);
    }
    return seen;
}

describe("the pages of a list", () => {
    const endless = /^Error: acr1\.azurecr\.io has no end of pages of tags\.$/;

    it("end, however many the registry has", async () => {
        await assert.rejects(
            read((page) => page + 1),
            endless,
        );
    });

    it("end where they lead in circles", async () => {
        let asked = 0;
        await assert.rejects(
            read((page) => {
                asked += 1;
                return (page + 1) % 3;
            }),
            endless,
        );
        assert.equal(asked, 4);
    });
});
