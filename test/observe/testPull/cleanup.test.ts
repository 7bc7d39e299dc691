import assert from "node:assert/strict";
import { mock } from "node:test";
import { ApiException } from "@kubernetes/client-node";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { deletePods, inGroups } from "../../../observe/testPull/cleanup";

/** Answers each request to delete a pod with that status. */
function clientThat(answer: (name: string) => number) {
    const asked: string[] = [];
    const core = {
        deleteNamespacedPod: async ({ namespace, name }: { namespace: string; name: string }) => {
            asked.push(`${namespace}/${name}`);
            const code = answer(name);
            if (code !== 200) {
                throw new ApiException(code, "", JSON.stringify({ code, message: `no ${name}` }), {});
            }
        },
    };
    return { asked, client: { core, cluster: "the cluster" } as unknown as KubernetesClient };
}

describe("the pods of a test pull", () => {
    it("are all deleted, those that are gone already too", async () => {
        const { asked, client } = clientThat((name) => (name === "b" ? 404 : 200));
        await deletePods(client, "shop", ["a", "b", "c"]);
        assert.deepEqual(asked, ["shop/a", "shop/b", "shop/c"]);
    });

    it("are all tried before the first that cannot be deleted is told", async () => {
        const { asked, client } = clientThat((name) => (name === "c" ? 200 : 403));
        await assert.rejects(deletePods(client, "shop", ["a", "b", "c"]), /no permission to delete .* \(no a\)$/);
        assert.deepEqual(asked, ["shop/a", "shop/b", "shop/c"]);
    });

    it("are tried again where the API server is not able to, and not for ever", async () => {
        // With this the back-off takes no time.
        mock.method(Math, "random", () => 2);
        try {
            let failures = 2;
            const { asked, client } = clientThat(() => (failures-- > 0 ? 503 : 200));
            await deletePods(client, "shop", ["a"]);
            assert.equal(asked.length, 3);
            const down = clientThat(() => 500);
            await assert.rejects(deletePods(down.client, "shop", ["a"]), { kind: "busy" });
            assert.equal(down.asked.length, 6);
        } finally {
            mock.restoreAll();
        }
    });

    it("are asked for some at a time, each once", async () => {
        const items = Array.from({ length: 60 }, (_, index) => index);
        const done: number[] = [];
        let [running, most] = [0, 0];
        await inGroups(items, async (item) => {
            running += 1;
            most = Math.max(most, running);
            await Promise.resolve();
            running -= 1;
            done.push(item);
        });
        assert.deepEqual([done, most], [items, 25]);
    });
});
