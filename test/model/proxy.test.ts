// Cases of Go's own test of these rules: golang.org/x/net/http/httpproxy/proxy_test.go.
import assert from "node:assert/strict";
import fc from "fast-check";
import { proxyFor, throughText } from "../../model/proxy";

const PROXY = "http://proxy.corp:3128";

function isDirect(server: string, noProxy = ""): boolean {
    const variables = { HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY, NO_PROXY: noProxy };
    return proxyFor(new URL(server), variables) === undefined;
}

describe("proxyFor", () => {
    it("is the proxy of the server's scheme, in capitals or not, with or without a scheme of its own", () => {
        const server = new URL("https://aks.example");
        assert.equal(proxyFor(server, {}), undefined);
        assert.equal(proxyFor(server, { HTTP_PROXY: PROXY, http_proxy: PROXY }), undefined);
        assert.equal(proxyFor(server, { HTTPS_PROXY: "", https_proxy: "proxy.corp:3128" })?.href, `${PROXY}/`);
        assert.equal(proxyFor(new URL("http://aks.example"), { HTTP_PROXY: PROXY })?.href, `${PROXY}/`);
    });

    it("leads to nothing on this machine", () => {
        for (const server of [
            "http://localhost:5000",
            "https://127.0.0.1",
            "https://127.8.9.1:6443",
            "https://[::1]",
        ]) {
            assert.ok(isDirect(server), server);
        }
    });

    const noProxy =
        "foobar.com, .barbaz.net, *.wild.io, 192.168.1.1, 192.168.1.3:81, fd00::7, [fd00::8]:80, 10.0.0.0/8, fe00::/16, x.y:99";
    for (const [server, expected] of [
        ["http://192.168.1.1", true],
        ["http://192.168.1.2", false],
        ["http://192.168.1.3", false],
        ["http://192.168.1.3:81", true],
        ["http://10.9.8.7:5000", true],
        ["http://11.0.0.0", false],
        ["http://[fd00:0::7]", true],
        ["http://[fd00::8]", true],
        ["http://[fd00::8]:81", false],
        ["http://[fe00::9]", true],
        ["http://www.barbaz.net", true],
        ["http://barbaz.net", false],
        ["http://foobar.com", true],
        ["http://www.FOOBAR.com", true],
        ["http://foofoobar.com", false],
        ["http://a.wild.io", true],
        ["http://wild.io", false],
        ["https://x.y:99", true],
        ["https://x.y", false],
    ] as const) {
        it(`${expected ? "exempts" : "takes for"} ${server}`, () => assert.equal(isDirect(server, noProxy), expected));
    }

    it("exempts everything where NO_PROXY says so", () => {
        fc.assert(fc.property(fc.domain(), (name) => isDirect(`https://${name}`, "other.com,*")));
    });

    it("exempts nothing by entries that name nothing", () => {
        fc.assert(fc.property(fc.domain(), (name) => !isDirect(`https://${name}`, ", :443, ,")));
    });
});

describe("throughText", () => {
    it("shows no password", () => {
        assert.equal(throughText(new URL("http://user:secret@proxy.corp:3128")), " through the proxy proxy.corp:3128");
        assert.equal(throughText(undefined), "");
    });
});
