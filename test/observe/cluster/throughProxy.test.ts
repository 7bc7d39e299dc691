import assert from "node:assert/strict";
import * as library from "@kubernetes/client-node";
import { loadKubeconfig, throughProxy } from "../../../observe/cluster/kubeconfig";

interface Given {
    readonly server?: string;
    readonly proxyUrl?: string;
    readonly skip?: boolean;
}

/** Two clusters of which the first is the current one. */
function config({ server = "https://aks.test", proxyUrl, skip }: Given): library.KubeConfig {
    const names = ["aks", "other"];
    const clusters = names.map((name) => ({
        name,
        cluster: { server, "proxy-url": proxyUrl, "insecure-skip-tls-verify": skip },
    }));
    const text = JSON.stringify({
        "current-context": "aks",
        clusters,
        users: names.map((name) => ({ name, user: { token: "s3cret" } })),
        contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    });
    return loadKubeconfig(library, { kubeconfig: text });
}

describe("the proxy before a cluster", () => {
    const VARIABLES = { HTTPS_PROXY: "http://proxy.test:3128" };
    const proxies = ({ clusters }: library.KubeConfig) => clusters.map((cluster) => cluster.proxyUrl);

    it("is that of the variables, for the current cluster alone", () => {
        const read = config({});
        assert.equal(throughProxy(read, VARIABLES)?.host, "proxy.test:3128");
        assert.deepEqual(proxies(read), ["http://proxy.test:3128/", undefined]);
    });

    it("is that of the kubeconfig where it names one", () => {
        const read = config({ proxyUrl: "http://own.test:8080" });
        assert.equal(throughProxy(read, VARIABLES)?.host, "own.test:8080");
        assert.deepEqual(proxies(read), ["http://own.test:8080", "http://own.test:8080"]);
        assert.equal(throughProxy(config({ proxyUrl: "not one" }), VARIABLES), undefined);
    });

    it("is none where neither names one, and where there is no cluster", () => {
        const read = config({});
        assert.equal(throughProxy(read, {}), undefined);
        assert.deepEqual(proxies(read), [undefined, undefined]);
        assert.equal(throughProxy(new library.KubeConfig(), VARIABLES), undefined);
    });
});

describe("a server without TLS", () => {
    const seen = (given: Given) => {
        const { clusters, users } = config(given);
        return [clusters.map(({ skipTLSVerify }) => skipTLSVerify), users.map(({ token }) => token)];
    };
    const KEPT = ["s3cret", "s3cret"];

    it("is asked, without the credential of its user", () => {
        assert.deepEqual(seen({ server: "http://localhost:8001", skip: false }), [
            [true, false],
            [undefined, "s3cret"],
        ]);
    });

    it("is shown the credential where the kubeconfig says that it need not be verified", () => {
        assert.deepEqual(seen({ server: "http://localhost:8001", skip: true }), [[true, true], KEPT]);
    });

    it("is not one with TLS, which is shown the credential", () => {
        assert.deepEqual(seen({ server: "https://aks.test", skip: false }), [[false, false], KEPT]);
    });
});
