import assert from "node:assert/strict";
import { PULL_STAGES, stoppedPull } from "../../../model/pulls/stages";
import { ACR, ECR, HUB } from "../../support/images";
import { PULL_TEXTS } from "../../support/pullTexts/all";
import { answering, containerd } from "../../support/pullTexts/pullText";

const resolving = (image: string, error: string) =>
    containerd(image, `failed to resolve reference "${image}": ${error}`);
const asking = (error: string) =>
    resolving(ACR, `failed to do request: Head "https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2": ${error}`);
const TOKEN = `failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=x"`;
const LAYER =
    'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://x.blob.core.windows.net/a?sig=s"';
const REGISTRY = "the registry contoso.azurecr.io";

describe("how far a pull came", () => {
    for (const [image, text, stage, reached, host] of [
        [
            ACR,
            asking("dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host"),
            "name",
            undefined,
            "the DNS server 10.0.0.10, asked for contoso.azurecr.io",
        ],
        [ACR, asking("dial tcp 10.1.0.4:443: i/o timeout"), "connection", "name", REGISTRY],
        [
            ACR,
            asking("proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused"),
            "connection",
            "name",
            "the proxy 10.0.0.9",
        ],
        [
            ACR,
            asking("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
            "TLS",
            "connection",
            REGISTRY,
        ],
        [
            HUB,
            resolving(HUB, `${TOKEN}: dial tcp 3.4.5.6:443: i/o timeout`),
            "token",
            "TLS",
            "the token server auth.docker.io",
        ],
        [ACR, answering(ACR, "403 Forbidden"), "manifest", "token", REGISTRY],
        [ACR, resolving(ACR, `${ACR}: not found`), "manifest", "token", REGISTRY],
        [
            ACR,
            containerd(ACR, `${LAYER}: dial tcp 20.1.1.1:443: i/o timeout`),
            "blobs",
            "manifest",
            "the storage x.blob.core.windows.net",
        ],
        [
            ECR,
            containerd(ECR, "failed to extract layer sha256:ab: write /var/lib/x: no space left on device: unknown"),
            "unpacked",
            "blobs",
            undefined,
        ],
    ] as const) {
        it(`ends at ${stage}, after ${reached}, with ${host}`, () => {
            const expected = { stage, ...(reached && { reached }), ...(host && { host }) };
            assert.deepEqual(stoppedPull(text, image), expected);
        });
    }

    it("is not told where the node's runtime does not answer, or nothing is known", () => {
        const runtime =
            'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"';
        assert.equal(stoppedPull(runtime, ACR), undefined);
        assert.equal(stoppedPull("the dog ate it", ACR), undefined);
    });

    it("is the stage before the one that failed, for every known text", () => {
        for (const { text } of PULL_TEXTS) {
            const stopped = stoppedPull(text, ACR);
            const place = stopped ? PULL_STAGES.indexOf(stopped.stage) : 0;
            assert.equal(stopped?.reached, place > 0 ? PULL_STAGES[place - 1] : undefined, text);
        }
    });
});
