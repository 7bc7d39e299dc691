import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../components/imagePrepull";
import { fakeCluster, PULLED } from "./fixtures";
import { recorded, refused } from "./harness";
describe("zz", () => {
    for (const i of [0, 1, 2]) it(`${i}`, async () => {
        fakeCluster();
        if (i === 0) console.log(await refused(() => new ImagePrepull("api", { ...PULLED, kubernetesVersion: "1.34.7" })));
        if (i === 1) console.log(await refused(() => new ImagePrepull("api", { ...PULLED, kubernetesVersion: pulumi.output("1.34.7") })));
        if (i === 2) await recorded(() => new ImagePrepull("api", { ...PULLED, kubernetesVersion: "1.35.0" }));
    }).timeout(4000);
});
