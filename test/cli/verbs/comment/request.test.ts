// GitHub: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api; Azure DevOps:
// https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits
import assert from "node:assert/strict";
import { caller } from "../../../../cli/verbs/comment/request";
import { PullRequestServer, TOKEN } from "../../../support/pullRequestServer";
import { runHere } from "../../../support/runHere";

describe("a place of pull requests that had too many requests", () => {
    let server: PullRequestServer;
    let waits: number[];
    beforeEach(async () => {
        server = await PullRequestServer.start();
        waits = [];
    });
    afterEach(() => server.stop());

    const call = caller("give the right", async (milliseconds) => waits.push(milliseconds));
    const comments = async () => {
        const url = `${server.url}/repos/team/shop/issues/7/comments?per_page=100&page=1`;
        await call({ method: "GET", url, headers: { Authorization: `Bearer ${TOKEN}` } });
    };
    const refuse = (refusals: number, status: number, retryAfter?: string) =>
        Object.assign(server, { refusals, refusal: { status, body: {}, retryAfter } });

    for (const status of [429, 403]) {
        it(`is asked again when it says, with a text: ${status}`, async () => {
            refuse(2, status, "7");
            const { stderr } = await runHere([], comments);
            assert.deepEqual([waits, server.calls.length], [[7_000, 7_000], 3]);
            assert.match(
                stderr,
                /^image-delivery: 127\.0\.0\.1:\d+ allows no more requests for now; asking again in 7 s\n/,
            );
        });
    }

    it("is told without advice on rights in the end", async () => {
        refuse(99, 403, "3600");
        await assert.rejects(comments(), ({ message }: Error) => {
            assert.match(message, /answers GET .* with 403: too many requests; try again later$/);
            return !message.includes("give the right");
        });
        assert.deepEqual(waits, []);
    });

    it("is not asked again where a right is missing", async () => {
        refuse(99, 403);
        await assert.rejects(comments(), /with 403: give the right$/);
        assert.equal(server.calls.length, 1);
    });
});
