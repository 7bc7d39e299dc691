import assert from "node:assert/strict";
import { security } from "../../../model/adopt/security";
import type { Fields } from "../../../model/workload/fields";

function told(pod: Fields, container: Fields = {}, imageUser?: string) {
    const main = { name: "api", securityContext: container };
    const given = security({ containers: [main], securityContext: pod }, imageUser);
    const changed = (given.changes ?? []).map(({ field }) => field.replace(/^spec\.securityContext\./, ""));
    return { ...given, user: given.args?.runAsUser, patch: given.patch?.securityContext, changed };
}

const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const POD = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

describe("the user of a pod that runs", () => {
    it("is kept where the pod says one, with no group but its own", () => {
        const { user, patch, changed } = told({ ...POD, runAsUser: 5 }, CONTAINER);
        assert.deepEqual([user, patch], [5, { runAsGroup: null, fsGroup: null, fsGroupChangePolicy: null }]);
        assert.deepEqual(changed, []);
    });

    it("is kept with its groups, and files change their owner once", () => {
        const { patch, changed } = told({ ...POD, runAsUser: 5, runAsGroup: 5, fsGroup: 7 }, CONTAINER);
        assert.deepEqual([patch, changed], [{ fsGroup: 7 }, ["fsGroupChangePolicy"]]);
        const said = told(
            { ...POD, runAsUser: 5, runAsGroup: 0, fsGroup: 5, fsGroupChangePolicy: "Always" },
            CONTAINER,
        );
        assert.deepEqual([said.patch, said.changed], [{ runAsGroup: 0, fsGroupChangePolicy: "Always" }, []]);
    });

    it("is that of its container, and of other containers then too", () => {
        const own = told(POD, { ...CONTAINER, runAsUser: 5, runAsGroup: 9 });
        assert.deepEqual([own.user, own.ofMain, own.changed], [5, { ...CONTAINER, runAsGroup: 9 }, []]);
        const both = security({
            containers: [
                { name: "api", securityContext: { ...CONTAINER, runAsUser: 5 } },
                { name: "b", securityContext: CONTAINER },
            ],
            securityContext: POD,
        });
        assert.deepEqual(
            both.changes?.map(({ field, reason }) => [field, reason]),
            [["spec.securityContext.runAsUser", "was left to the images of other containers; is 5"]],
        );
        const other = told({ ...POD, runAsUser: 6 }, { ...CONTAINER, runAsUser: 5 });
        assert.deepEqual([other.user, other.ofMain], [6, { ...CONTAINER, runAsUser: 5 }]);
    });

    it("is the component's or the image's own where nobody says one", () => {
        const users = ["runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy"];
        const { user, patch, changed } = told(POD, CONTAINER);
        assert.deepEqual([user, patch, changed], [undefined, undefined, users]);
        assert.deepEqual(told({ ...POD, fsGroup: 7 }, CONTAINER).changed, [
            "runAsUser",
            "runAsGroup",
            "fsGroupChangePolicy",
        ]);
        const numbers = ["1001", "1001:12", "x1001", "1001x", "0", "0:0", undefined];
        assert.deepEqual(
            numbers.map((one) => told(POD, CONTAINER, one).user),
            [1001, 1001, undefined, undefined, undefined, undefined, undefined],
        );
    });

    it("is told as the image says it", () => {
        const reason = (imageUser?: string) => told(POD, CONTAINER, imageUser).changes?.[0]?.reason.split(";")[0];
        const left = "was left to the image";
        assert.deepEqual(
            ["", "0", "root", "0:0", "root:root"].map(reason),
            Array(5).fill(`${left}, which runs as root`),
        );
        assert.deepEqual(
            ["rooty", "node", "my0"].map(reason),
            ["rooty", "node", "my0"].map((one) => `${left}, which runs as "${one}"`),
        );
        assert.deepEqual([reason(), reason("7:7")], [left, left]);
    });
});

describe("the rights of a pod that runs", () => {
    it('are those of "restricted", and what is added is told', () => {
        const { args, changed, ofMain, ofOther } = told({ runAsUser: 5 }, {});
        assert.equal(args?.allowPrivileges, undefined);
        const added = ["allowPrivilegeEscalation", "capabilities"].map(
            (key) => `spec.containers[api].securityContext.${key}`,
        );
        assert.deepEqual(changed, ["runAsNonRoot", "seccompProfile", ...added]);
        assert.deepEqual(
            [ofMain, ofOther({}), ofOther({ securityContext: { runAsUser: 7 } })],
            [undefined, undefined, { runAsUser: 7 }],
        );
        const init = security({
            containers: [],
            initContainers: [{ name: "wait" }],
            securityContext: { ...POD, runAsUser: 5 },
        });
        assert.ok(
            init.changes?.some(({ field }) => field === "spec.initContainers[wait].securityContext.capabilities"),
        );
    });

    it("are kept as an exception where they leave it", () => {
        const { args, patch, ofMain, ofOther, notes } = told({ fsGroup: 7 }, { privileged: true });
        assert.deepEqual(args, { allowPrivileges: true });
        assert.deepEqual(
            [patch, ofMain],
            [
                { $patch: "replace", fsGroup: 7 },
                { $patch: "replace", privileged: true },
            ],
        );
        const rest = { allowPrivilegeEscalation: true, capabilities: { drop: [] } };
        assert.deepEqual(ofOther({}), rest);
        const capabilities = { add: ["NET_BIND_SERVICE"] };
        assert.deepEqual(ofOther({ securityContext: { capabilities } }), {
            ...rest,
            capabilities: { drop: [], ...capabilities },
        });
        assert.ok(notes?.length);
        assert.ok(
            notes?.every(({ field, reason }) => field.startsWith("spec.") && /^leaves Pod Security/.test(reason)),
        );
    });
});
