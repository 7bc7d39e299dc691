import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { parseImageReference } from "../../../model/image/reference";
import { registryClient } from "../../../observe/registry/client";
import { type Behaviour, type Descriptor, INDEX, RegistryServer } from "../../support/registryServer";
import { runHere } from "../../support/runHere";

const SIGNATURE = "application/vnd.dev.cosign.artifact.sig.v1+json";
const SBOM = "application/spdx+json";

describe("what refers to an image", () => {
    let server: RegistryServer;
    let image: Descriptor;

    beforeEach(async () => {
        server = await RegistryServer.start();
        image = server.image({ layers: [randomBytes(100)], tag: "1.0" });
    });
    afterEach(() => server.stop());

    const attached = (artifactType: string) => ({ ...server.image({ layers: [randomBytes(10)] }), artifactType });
    const referrers = async () => {
        const client = await registryClient({ timeoutMs: 2_000 });
        const found = await client.referrers(parseImageReference(`${server.host}/shop/api:1.0`));
        return found.map(({ artifactType }) => artifactType);
    };
    /** Serves these pages of the list, each with a link to the next. */
    const serve = (...pages: object[][]) => {
        server.behave = ({ url = "" }, response) => {
            const page = /\/referrers\/.*?(?:\?page=(\d+))?$/.exec(url);
            const number = Number(page?.[1] ?? 0);
            if (page === null) {
                return false;
            }
            const more = number + 1 < pages.length ? { link: `<?page=${number + 1}>; rel="next"` } : {};
            const body = { schemaVersion: 2, mediaType: INDEX, manifests: pages[number] };
            response.writeHead(200, { "content-type": INDEX, ...more }).end(JSON.stringify(body));
            return true;
        };
    };
    const refuse = (status: number) => {
        server.behave = ({ url = "" }, response) =>
            url.includes("/referrers/") && Boolean(response.writeHead(status).end());
    };

    it("is what the registry lists, page by page", async () => {
        serve([attached(SIGNATURE)], [attached(SBOM)]);
        assert.deepEqual(await referrers(), [SIGNATURE, SBOM]);
    });

    it("is what stands behind the tag that clients keep, in a registry without such a list", async () => {
        const tag = image.digest.replace(":", "-");
        server.manifest({ schemaVersion: 2, mediaType: INDEX, manifests: [attached(SIGNATURE)] }, INDEX, tag);
        assert.deepEqual(await referrers(), [SIGNATURE]);
    });

    it("is nothing where there is neither", async () => {
        assert.deepEqual(await referrers(), []);
    });

    for (const status of [401, 403, 405]) {
        it(`is not taken for nothing where the registry refuses its list with HTTP ${status}`, async () => {
            refuse(status);
            await assert.rejects(referrers(), new RegExp(`refuses referrers of sha256:.*HTTP ${status}`));
        });
    }

    it("is what stands behind the tag also where the list is refused", async () => {
        refuse(403);
        const tag = image.digest.replace(":", "-");
        server.manifest({ schemaVersion: 2, mediaType: INDEX, manifests: [attached(SIGNATURE)] }, INDEX, tag);
        assert.deepEqual(await referrers(), [SIGNATURE]);
    });

    it("is named by `size`, next to what a node downloads", async () => {
        serve([attached(SIGNATURE), attached(SBOM)]);
        const { stdout } = await runHere(["size", `${server.host}/shop/api:1.0`]);
        assert.ok(
            stdout.endsWith(`\nAttached to it, and not downloaded by nodes:\n  ${SBOM}\n  ${SIGNATURE}\n`),
            stdout,
        );
    });

    const faults: [string, string, Behaviour][] = [
        ["refuses its list", "(HTTP 403)", (_request, response) => Boolean(response.writeHead(403).end())],
        ["breaks off", "it closed the connection", ({ socket }) => Boolean(socket.resetAndDestroy())],
        ["answers with a page", "it is not JSON", (_request, response) => Boolean(response.end("<html>"))],
    ];
    for (const [fault, reason, behave] of faults) {
        describe(`where the registry ${fault}`, () => {
            const size = async (...options: string[]) => {
                server.behave = (request, response, body) =>
                    request.url?.includes("/referrers/") === true && behave(request, response, body);
                const { code, stdout } = await runHere(["size", `${server.host}/shop/api:1.0`, ...options]);
                assert.equal(code, 0);
                return stdout;
            };

            it("costs `size` no more than a note", async () => {
                const [table = "", ...notes] = (await size()).split("\nnote: ");
                assert.match(table, /linux\/amd64/);
                assert.equal(notes.length, 1);
                const note = notes.join().replace(/\s+/g, " ");
                assert.ok(note.startsWith("what is attached to the image is not known: "), note);
                assert.ok(note.includes(reason), note);
            });

            it("keeps the keys of the JSON", async () => {
                const { platforms, referrers, notes } = JSON.parse(await size("--output", "json"));
                assert.equal(platforms.length, 1);
                assert.deepEqual(referrers, []);
                assert.equal(notes.length, 1);
                assert.ok(notes[0].includes(reason), notes[0]);
            });
        });
    }
});
