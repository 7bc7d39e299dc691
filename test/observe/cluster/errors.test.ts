import assert from "node:assert/strict";
import { withRole } from "../../../observe/cluster/access";
import { apiStatus, ClusterError, clusterError, noAnswer, refusal } from "../../../observe/cluster/errors";

const ASKED = { verb: "list", resource: "pods", namespace: "shop" } as const;
const CLUSTER = "the cluster";

describe("an error of a cluster", () => {
    it("is busy from 500 on and at 429, and says when to ask again only then, in whole seconds", () => {
        const of = (code: number, retryAfter?: string) => {
            const { kind, retryAfterSeconds } = refusal({ code }, ASKED, CLUSTER, retryAfter);
            return [kind, retryAfterSeconds];
        };
        assert.deepEqual(of(500, "3"), ["busy", 3]);
        assert.deepEqual(of(429, "0"), ["busy", 0]);
        assert.deepEqual(of(499, "3"), ["refused", undefined]);
        for (const header of ["1.5", "Fri, 31 Dec 1999 23:59:59 GMT", "3s", undefined]) {
            assert.deepEqual(of(503, header), ["busy", undefined], header);
        }
    });

    it("quotes the answer, its reason where it has no message, and says so where it has neither", () => {
        const answer = (status: object) => refusal({ code: 409, ...status }, ASKED, CLUSTER).answer;
        assert.equal(answer({ message: "a\nb", reason: "Conflict" }), "a b");
        assert.equal(answer({ message: "", reason: "Conflict" }), "Conflict");
        assert.equal(answer({}), "no reason given");
        assert.deepEqual(apiStatus('{"message":"m"}'), { message: "m" });
        assert.deepEqual(apiStatus("<html>"), { message: "<html>" });
        assert.deepEqual([apiStatus({ reason: "r" }), apiStatus(undefined)], [{ reason: "r" }, {}]);
    });

    it("names the network's fault in words, and else as it is", () => {
        const text = (error: unknown) =>
            noAnswer(error, ASKED, CLUSTER).message.replace(/^the cluster cannot be reached: /, "");
        assert.equal(
            text({ code: "ENOTFOUND" }),
            "its name is not known here; a private cluster is reached only from its own network",
        );
        assert.equal(text({ code: "EODD", message: "m" }), "m");
        assert.equal(text({ code: "EODD" }), "EODD");
        assert.equal(text("text"), "text");
    });

    it("is made of whatever the library throws", () => {
        const made = (error: unknown) => clusterError(error, ASKED, CLUSTER);
        const own = new ClusterError("busy", "m");
        assert.equal(made(own), own);
        const limited = { code: 429, body: '{"message":"slow down"}', headers: { "retry-after": "2" } };
        const { message, retryAfterSeconds } = made(limited) as ClusterError;
        assert.equal(message, 'the cluster could not list pods in namespace "shop" (429: slow down); try again');
        assert.equal(retryAfterSeconds, 2);
        assert.equal((made({ code: 403 }) as ClusterError).kind, "forbidden");
        for (const error of [{ code: "ECONNRESET" }, { name: "TimeoutError" }, { name: "AbortError" }]) {
            assert.equal((made(error) as ClusterError).kind, "unreachable");
        }
        const bug = new TypeError("a bug");
        assert.equal(made(bug), bug);
        assert.equal(made("text").message, "text");
    });
});

describe("the role that a wait needs", () => {
    const reading = { who: "the gate", role: "gate", resources: ["pods", "nodes"] };
    const granted = (answer?: string) =>
        (withRole(new ClusterError("forbidden", "no", ASKED, answer), reading) as ClusterError).message.split("\n");

    it("is granted to the user that was refused, as a word of a shell", () => {
        const [text, role, binding] = granted('User "ci" cannot list');
        assert.equal(text, "no. An administrator lets the gate read what it needs with:");
        assert.equal(role, "  kubectl create clusterrole gate --verb=list,watch --resource=pods,nodes");
        assert.equal(binding, "  kubectl create clusterrolebinding gate --clusterrole=gate --user=ci");
        assert.match(granted('User "system:sa:a@b.c-d"')[2] ?? "", /--user=system:sa:a@b\.c-d$/);
        assert.match(granted(`User "it's me" cannot`)[2] ?? "", /--user='it'\\''s me'$/);
    });

    it("is for a user to fill in where nobody is named", () => {
        assert.match(granted()[2] ?? "", /--user='<user>'$/);
        assert.match(granted('User "" cannot')[2] ?? "", /--user='<user>'$/);
    });

    it("is not spoken of in other errors", () => {
        for (const error of [new ClusterError("unauthenticated", "no"), new Error("no"), "no"]) {
            assert.equal(withRole(error, reading), error);
        }
    });
});
