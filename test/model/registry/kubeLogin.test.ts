import assert from "node:assert/strict";
import { parse } from "yaml";
import { withLogin } from "../../../model/registry/kubeconfigLogin";
import { KubeLogin, loginFaults } from "../../../model/registry/kubeLogin";
import { faultTexts } from "../../support/faultTexts";

/** As `az aks get-credentials --format exec` gives it out (Azure/kubelogin, docs/book/src/concepts/aks.md). */
const kubeconfig = (args: string[], command = "kubelogin") => `apiVersion: v1
kind: Config
users:
- name: clusterUser_rg-app_aks-app
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: ${command}
      args:
${args.map((arg) => `      - ${arg}`).join("\n")}
      env: null
`;
const GIVEN = ["get-token", "--environment", "AzurePublicCloud", "--server-id", "6dae42f8", "--login", "devicecode"];
const argsOf = (text: string) => parse(text).users[0].user.exec.args;

describe("the way in which kubelogin signs in", () => {
    it("is put in place of the device code that Azure writes, which waits for a person", () => {
        const expected = [...GIVEN.slice(0, -2), "--login", "azurecli"];
        assert.deepEqual(argsOf(withLogin(kubeconfig(GIVEN), KubeLogin.AzureCli)), expected);
        const short = [...GIVEN.slice(0, -2), "-l", "devicecode"];
        assert.deepEqual(argsOf(withLogin(kubeconfig(short), KubeLogin.AzureCli)), expected);
        const joined = [...GIVEN.slice(0, -2), "--login=devicecode"];
        assert.deepEqual(argsOf(withLogin(kubeconfig(joined), KubeLogin.AzureCli)), expected);
        const none = GIVEN.slice(0, -2);
        assert.deepEqual(argsOf(withLogin(kubeconfig(none), KubeLogin.AzureCli)), expected);
    });

    it("leaves everything else as it is", () => {
        const others = [
            kubeconfig(GIVEN, "aws"),
            "apiVersion: v1\nusers:\n- name: admin\n  user: {token: abc}\n",
            "{}",
            "",
        ];
        for (const text of others) {
            assert.equal(withLogin(text, KubeLogin.AzureCli), text);
        }
        const changed = parse(withLogin(kubeconfig(GIVEN), KubeLogin.ManagedIdentity));
        const before = parse(kubeconfig(GIVEN));
        before.users[0].user.exec.args.splice(-1, 1, "msi");
        assert.deepEqual(changed, before);
    });

    it("is one that ends without a person", () => {
        assert.deepEqual(loginFaults("msi"), []);
        assert.match(
            faultTexts(loginFaults("devicecode")).join(),
            /login: "devicecode" is not accepted; expected azurecli or azd/,
        );
    });
});
