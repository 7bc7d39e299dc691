import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readKubeconfig } from "../../../../platform/providers/kubernetes/api/kubeconfig";

const TEXT = `
current-context: one
contexts:
  - { name: one, context: { cluster: c, user: certificate } }
  - { name: two, context: { cluster: c, user: token, namespace: team } }
  - { name: three, context: { cluster: c, user: plugin } }
clusters:
  - { name: c, cluster: { server: "https://10.0.0.1:6443/", certificate-authority-data: ${Buffer.from("ca").toString("base64")} } }
users:
  - { name: certificate, user: { client-certificate: cert.pem, client-key: key.pem } }
  - { name: token, user: { token: secret } }
  - { name: plugin, user: { exec: { command: kubelogin } } }
`;

describe("a kubeconfig", () => {
    let folder: string;
    let file: string;

    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubeconfig-"));
        file = path.join(folder, "config");
        fs.writeFileSync(file, TEXT);
        fs.writeFileSync(path.join(folder, "cert.pem"), "cert");
        fs.writeFileSync(path.join(folder, "key.pem"), "key");
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("is read from a file, with the files that it names next to it", () => {
        const { server, tls, namespace } = readKubeconfig(file, undefined);
        assert.equal(server, "https://10.0.0.1:6443");
        assert.deepEqual([tls.ca, tls.cert, tls.key].map(String), ["ca", "cert", "key"]);
        assert.equal(tls.rejectUnauthorized, true);
        assert.equal(namespace, "default");
    });

    it("may be given as text, and its context chosen", () => {
        const { token, namespace } = readKubeconfig(TEXT, "two");
        assert.deepEqual([token, namespace], ["secret", "team"]);
    });

    it("that lacks something is refused with what it has", () => {
        assert.throws(() => readKubeconfig(TEXT, "four"), /no context "four"; it has: one, two, three/);
        assert.throws(
            () => readKubeconfig("/nowhere/config", undefined),
            /kubeconfig \/nowhere\/config does not exist/,
        );
    });

    it("that asks for a credential plugin is refused by name", () => {
        assert.throws(() => readKubeconfig(TEXT, "three"), /runs no credential plugin/);
    });
});
