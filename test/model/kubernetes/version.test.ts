// Which Kubernetes versions mount image volumes.
import assert from "node:assert/strict";
import { holdFault, imageVolumeFault } from "../../../model/kubernetes/version";

describe("imageVolumeFault", () => {
    for (const version of [
        "1.35",
        "1.35.0",
        "v1.35.0",
        "v1.36.3",
        "1.35.1+k3s1",
        "1.35.0-rc.1",
        "2.0.0",
        " 1.36 ",
        "10.1",
    ]) {
        it(`accepts ${version}`, () => {
            assert.equal(imageVolumeFault(version), undefined);
        });
    }

    for (const version of ["1.34", "v1.34.9", "1.9.11", "1.34.2-eks-1234"]) {
        it(`refuses ${version}, with both versions and the way out`, () => {
            const expected = `image volumes need Kubernetes >= 1.35, and this is ${version}: use method initContainer, or upgrade the nodes`;
            assert.equal(imageVolumeFault(version), expected);
        });
    }

    for (const version of ["", "latest", "1", "release 1.36"]) {
        it(`says that ${JSON.stringify(version)} is not a version`, () => {
            assert.match(imageVolumeFault(version) ?? "", /^Kubernetes version ".*" is not one; write it as 1\.35/);
        });
    }
});

describe("holdFault", () => {
    it("refuses a version that a hold cannot work with, with both", () => {
        assert.equal(holdFault("1.35.0"), undefined);
        assert.equal(
            holdFault("1.34.2"),
            "new nodes are held from Kubernetes 1.35 on, and this is 1.34.2: upgrade the cluster first",
        );
    });
});
