import assert from "node:assert/strict";
import { challengeOf } from "../../../observe/registry/challenge";

const REALM = "https://auth.example/token";

describe("the challenge of a registry", () => {
    const bearer = (header: string) => {
        const challenge = challengeOf(header);
        return challenge?.scheme === "bearer"
            ? [challenge.realm.href, challenge.service, challenge.scope]
            : challenge?.scheme;
    };

    it("names realm, service and scope, quoted or not, in any case", () => {
        const scope = "repository:shop:pull,push";
        assert.deepEqual(bearer(`Bearer realm="${REALM}",service="acr1",scope="${scope}"`), [REALM, "acr1", scope]);
        assert.deepEqual(bearer(`bearer  Realm = "${REALM}" , SERVICE=acr1`), [REALM, "acr1", undefined]);
        assert.deepEqual(bearer(`Bearer realm="${REALM}",service="a \\"b\\" c"`), [REALM, 'a "b" c', undefined]);
        assert.deepEqual(bearer(`Bearer service="acr1",\r\n realm="${REALM}"`), [REALM, "acr1", undefined]);
    });

    it("is bearer where both are offered, in either order", () => {
        assert.deepEqual(bearer(`Basic realm="x", Bearer realm="${REALM}"`), [REALM, undefined, undefined]);
        const first = `Bearer realm="${REALM}",service="acr1", Basic realm="https://basic.example/",service="x"`;
        assert.deepEqual(bearer(first), [REALM, "acr1", undefined]);
    });

    it("is basic where that is all", () => {
        assert.equal(bearer('Basic realm="x"'), "basic");
        assert.equal(bearer("Negotiate, BASIC"), "basic");
    });

    it("is none that can be answered without a web address, and in another scheme", () => {
        for (const realm of ["", "ftp://auth.example/", "auth.example/token", "x https://auth.example/", "https://"]) {
            assert.equal(challengeOf(`Bearer realm="${realm}"`), undefined, realm);
        }
        for (const header of [undefined, "", "Negotiate", "Basically", "Digest x=basic", "Forbearer realm=x"]) {
            assert.equal(challengeOf(header), undefined, header);
        }
        assert.deepEqual(bearer("Bearer realm=HTTP://auth.example/"), ["http://auth.example/", undefined, undefined]);
    });
});
