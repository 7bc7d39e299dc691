import assert from "node:assert/strict";
import { adviceText } from "../../../model/pulls/advice";
import { CAUSES, type CauseName } from "../../../model/pulls/causes";
import { ADVICE_BY_KIND } from "../../../model/pulls/registryAdvice/byKind";
import { IMAGE } from "../../support/pullErrors";

describe("the advice for a case", () => {
    it("has the image, its registry, its repository and the node in its commands", () => {
        assert.match(adviceText(CAUSES.notFound, { image: IMAGE }), /`image-delivery tags acr1\.azurecr\.io\/zoneapi`/);
        assert.match(adviceText(CAUSES.forbidden, { image: IMAGE }), /--name acr1`/);
        const stalled = adviceText(CAUSES.stalled, { image: IMAGE, node: "aks-7" });
        assert.ok(stalled.includes(`test-pull ${IMAGE} --node aks-7`), stalled);
    });

    it("leaves no placeholder where image and node are known", () => {
        for (const name of Object.keys(CAUSES) as CauseName[]) {
            assert.doesNotMatch(
                adviceText(CAUSES[name], { image: IMAGE, node: "aks-7" }),
                /\b(?:IMAGE|REPOSITORY|REGISTRY|NODE)\b/,
                name,
            );
        }
    });

    it("puts no password on a command line, which every process of the machine can read", () => {
        const kinds = Object.values(ADVICE_BY_KIND).flatMap((advice) => Object.values(advice));
        for (const advice of [...Object.values(CAUSES).map(({ advice }) => advice), ...kinds]) {
            // The shell starts no process for its printf.
            const text = advice.replaceAll(/printf '[^']*' "\$\([^"]*\)"/g, "");
            assert.doesNotMatch(text, /--(?:docker-)?(?:password|token|secret)\b(?!-stdin)|\$\(|login [^`]*-p /, text);
        }
    });

    it("gives a host without its port to tools that want that, and where it is asked for", () => {
        const advice = (name: CauseName, image: string) => adviceText(CAUSES[name], { image });
        assert.match(advice("dns", "r.example:5000/a:1"), /nslookup r\.example`/);
        assert.match(advice("dns", "nginx:1"), /nslookup registry-1\.docker\.io`/);
        assert.match(advice("tls", "r.example:5000/a:1"), /-connect r\.example:5000 -servername r\.example /);
        assert.match(advice("tls", "r.example/a:1"), /-connect r\.example:443 -servername r\.example /);
    });

    it("names a digest as the image does", () => {
        const hub = "docker.io/library/nginx";
        const advice = (image: string) => adviceText(CAUSES.rateLimited, { image });
        const digest = `sha256:${"a".repeat(64)}`;
        assert.ok(advice(`${hub}@${digest}`).includes(`@${digest}`), advice(`${hub}@${digest}`));
        assert.ok(advice(`${hub}:1.27`).includes(":1.27"));
        assert.ok(advice(hub).includes(":latest"));
    });

    describe("of a mirror on the node", () => {
        const refused = (host: string) =>
            `failed to do request: Head "http://${host}/v2/shop/api/manifests/1?ns=r.example": dial tcp ${host}: connect: connection refused`;
        const advice = (image: string, text?: string) => adviceText(CAUSES.mirror, { image, node: "aks-7", text });

        it("is about artifact streaming where the registry is Azure's, or a stream failed", () => {
            assert.match(
                advice("acr1.azurecr.io/a:1", refused("127.0.0.1:8578")),
                /acr-mirror.*node\/aks-7|node\/aks-7.*acr-mirror/,
            );
            const stream = "failed to attach and mount for snapshot 3: failed to attach device, overlaybd-tcmu: failed";
            assert.match(advice("docker.io/library/nginx:1", stream), /^Artifact streaming/);
        });

        it("is to look at the node's own mirror elsewhere", () => {
            assert.match(advice("ghcr.io/a/b:1", refused("127.0.0.1:30020")), /certs\.d\/ghcr\.io\/hosts\.toml/);
        });

        it("is to push elsewhere where the image itself is of localhost", () => {
            for (const image of ["localhost:5000/a:1", "localhost/a:1"]) {
                assert.match(advice(image, refused("localhost:5000")), /^In a reference localhost is the node itself/);
            }
        });

        it("is to look at the node's mirror where another host is asked in place of localhost", () => {
            const text =
                'failed to resolve image: failed to do request: Head "http://10.213.0.1:9/v2/a/manifests/1?ns=%5BREDACTED%5D": dial tcp 10.213.0.1:9: connect: connection refused';
            assert.match(advice("127.0.0.1:5005/a:1", text), /certs\.d\/127\.0\.0\.1:5005\/hosts\.toml/);
        });

        it("is about the snapshotter where that one streams images", () => {
            for (const name of ["nydus", "stargz", "SOCI"]) {
                const stream = `failed to attach and mount for snapshot 3: ${name} daemon is not running`;
                assert.match(advice(IMAGE, stream), /^The snapshotter that streams images/, name);
            }
            const elsewhere = `failed to do request: Head "https://r.example/v2/nydus/manifests/1": dial tcp: i/o timeout`;
            assert.doesNotMatch(advice("r.example/nydus:1", elsewhere), /^The snapshotter/);
        });

        it("is not about the node where a mirror elsewhere answered", () => {
            const answered = `failed to do request: Head "https://mirror.example/v2/a/b/manifests/1?ns=ghcr.io": dial tcp 10.0.0.4:443: connect: connection refused`;
            for (const image of ["ghcr.io/a/b:1", "acr1.azurecr.io/a/b:1"]) {
                assert.doesNotMatch(advice(image, answered), /^See what is to answer on the node|^Artifact streaming/);
            }
        });

        it("is the general one where nothing tells more", () => {
            assert.equal(
                advice("ghcr.io/a/b:1"),
                adviceText(CAUSES.mirror, { image: "ghcr.io/a/b:1", node: "aks-7", text: "?" }),
            );
            assert.doesNotMatch(advice("ghcr.io/a/b:1"), /^Artifact streaming|^In a reference|^See what is to answer/);
        });
    });

    it("of a full disk is about what fills it where no image is to blame", () => {
        const advice = (image?: string) => adviceText(CAUSES.diskFull, { image, node: "aks-7" });
        assert.match(advice(), /^See what fills the node's disk/);
        assert.doesNotMatch(advice(IMAGE), /^See what fills the node's disk/);
    });

    it("of a refused connection is to push elsewhere only where the image is of localhost", () => {
        const text =
            'Head "http://localhost:5000/v2/a/manifests/1": dial tcp 127.0.0.1:5000: connect: connection refused';
        const advice = (image: string) => adviceText(CAUSES.connectionRefused, { image, node: "aks-7", text });
        assert.match(advice("localhost:5000/a:1"), /^In a reference localhost is the node itself/);
        assert.doesNotMatch(advice(IMAGE), /localhost is the node itself/);
        const storage = adviceText(CAUSES.storageRefused, { image: "localhost:5000/a:1", node: "aks-7", text });
        assert.doesNotMatch(storage, /localhost is the node itself/);
    });

    describe("of a storage that refuses", () => {
        const advice = (answer: string) =>
            adviceText(CAUSES.storageRefused, {
                image: IMAGE,
                node: "aks-7",
                text: `failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://x.blob.core.windows.net/a?sig=1: ${answer}`,
            });

        it("is about clocks and proxies where the signature is refused", () => {
            assert.match(
                advice("403 Server failed to authenticate the request. Signature did not match"),
                /^The signed address/,
            );
        });

        it("is the general one elsewhere", () => {
            const general = adviceText(CAUSES.storageRefused, { image: IMAGE, node: "aks-7" });
            assert.equal(advice("403 Forbidden"), general);
        });
    });

    it("keeps the placeholders of what is not known, or is not an image reference", () => {
        assert.equal(adviceText(CAUSES.stalled, {}), CAUSES.stalled.advice);
        assert.equal(adviceText(CAUSES.invalidName, { image: "acr1.azurecr.io/ZoneApi" }), CAUSES.invalidName.advice);
    });
});
