import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { Agent } from "undici";
import { parseImageReference } from "../../../model/image/reference";
import { pages } from "../../../observe/registry/pages";
import { RegistryRequests } from "../../../observe/registry/requests";

const IMAGE = parseImageReference("acr1.azurecr.io/shop/api:1.0");
const LIST = { first: "/v2/shop/api/tags/list", what: "tags", parse: (json: unknown) => json as number };

/** The pages of a registry whose page `n` has a link to the page that `next` gives. */
async function read(next: (page: number) => number): Promise<number[]> {
    const requests = new RegistryRequests({ http: { timeoutMs: 1_000, dispatcher: new Agent() } });
    requests.read = async (_reference, path) => {
        const url = new URL(path, "https://acr1.azurecr.io");
        const page = Number(url.searchParams.get("page") ?? 0);
        const headers = { link: `<?page=${next(page)}>; rel="next"` };
        return { answer: { status: 200, headers, body: Readable.from([]), url }, body: Buffer.from(String(page)) };
    };
    const seen: number[] = [];
    for await (const page of pages(requests, IMAGE, LIST)) {
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
