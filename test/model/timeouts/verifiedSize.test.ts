import assert from "node:assert/strict";
import { verifiedSizeFault } from "../../../model/timeouts/declaredSize";
import { Network } from "../../../model/timeouts/pullTime";
import { imageOf } from "../../support/image";

const REFERENCE = "acr1.azurecr.io/api:1.4.2";
const images = [
    imageOf("linux/amd64", 300_000_000),
    imageOf("linux/arm64/v8", 450_000_000),
    imageOf("windows/amd64", 4_000_000_000),
];

const faultOf = (bytes: number, nodeSelector?: Record<string, string>) =>
    verifiedSizeFault({ reference: REFERENCE, bytes, nodeSelector }, images);

describe("the verified size of an image", () => {
    it("is that of the largest image that a Linux node may pull", () => {
        assert.equal(faultOf(450_000_000), undefined);
        assert.match(faultOf(300_000_000) ?? "", /linux\/arm64\/v8: it is declared as 300 MB and is really 450 MB/);
    });

    it("is that of the nodes that the selector names", () => {
        assert.equal(faultOf(300_000_000, { "kubernetes.io/arch": "amd64" }), undefined);
        assert.equal(faultOf(4_000_000_000, { "kubernetes.io/os": "windows" }), undefined);
        assert.match(faultOf(450_000_000, { "kubernetes.io/arch": "amd64" }) ?? "", /is really 300 MB/);
    });

    it("is wrong where these nodes have no image", () => {
        const selector = { "kubernetes.io/arch": "s390x" };
        assert.equal(
            faultOf(300_000_000, selector),
            `${REFERENCE} has no image for linux/s390x; it has linux/amd64, linux/arm64/v8, windows/amd64`,
        );
        assert.match(verifiedSizeFault({ reference: REFERENCE, bytes: 1 }, []) ?? "", /any architecture; it has none$/);
    });

    it("names the timeouts of the network at hand", () => {
        const declared = { reference: REFERENCE, bytes: 300_000_000, network: Network.Slow };
        const really = (bytes: number) => verifiedSizeFault(declared, [imageOf("linux/amd64", bytes)]) ?? "";
        assert.match(really(1_200_000_000), /a pull timeout of 600 s where 1200 s is right/);
        // No slow pull is given less than 600 s: only the difference is left to name.
        assert.match(really(450_000_000), /33 % apart/);
    });
});
