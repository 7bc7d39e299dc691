// docs/first-deployment.md as a script: its blocks in their order, in one shell, with programs that only answer.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blocksOf } from "./blocks";

const DOCUMENT = "docs/first-deployment.md";
const PROGRAMS = ["az", "gh", "pulumi", "npm", "docker", "kubectl", "kubelogin"];

/** Writes its words, one a line after its name, and answers what is asked for a variable. */
const PROGRAM = `#!/bin/sh
{ basename "$0"; for word; do echo "  $word"; done; } >> "$LOG"
case "$*" in
    *--jq*) echo repo:example@1/shop@2 ;;
    *--query*|*loginServer*) echo "answer-of-$(basename "$0")" ;;
esac
`;

/** What stands for the two ways' own values: those that the portal of Azure DevOps shows. */
const SHOWN = {
    ISSUER: "https://login.microsoftonline.com/tenant/v2.0",
    SUBJECT: "/eid1/c/pub/t/tenant/a/app/sc/org/id",
};

interface Call {
    readonly program: string;
    readonly words: readonly string[];
}

describe("docs/first-deployment.md", () => {
    let folder: string;
    let calls: Call[];

    before(function () {
        if (process.platform === "win32") {
            this.skip();
        }
        folder = mkdtempSync(join(tmpdir(), "first-deployment-"));
        for (const program of PROGRAMS) {
            writeFileSync(join(folder, program), PROGRAM);
            chmodSync(join(folder, program), 0o755);
        }
        const script = blocksOf(DOCUMENT).filter(({ language }) => language === "sh");
        assert.ok(script.length > 5);
        const log = join(folder, "log");
        const { status, stderr } = spawnSync(
            "bash",
            ["-euo", "pipefail", "-c", script.map(({ text }) => text).join("\n")],
            {
                encoding: "utf8",
                env: { ...SHOWN, PATH: `${folder}:/usr/bin:/bin`, LOG: log, HOME: folder },
            },
        );
        assert.equal(status, 0, stderr);
        calls = callsOf(readFileSync(log, "utf8"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const lines = () => calls.map(({ program, words }) => [program, ...words].join(" "));
    const at = (start: string) => {
        const index = lines().findIndex((line) => line.startsWith(start));
        assert.notEqual(index, -1, `nothing begins with "${start}"`);
        return index;
    };

    it("runs from an empty subscription to a rollout, with every variable set before it is used", () => {
        const order = [
            "az account set",
            "az provider register",
            "az group create",
            "az aks create",
            "az role assignment create",
            "az keyvault key create",
            "az aks get-credentials",
            "kubectl create namespace shop",
            "az storage container create",
            "pulumi login",
            "pulumi stack init dev",
            "pulumi preview --stack dev",
            "pulumi up --stack dev",
            "az acr login --name answer-of-pulumi",
            "docker buildx build",
            "az identity federated-credential create",
            "gh variable set AZURE_CLIENT_ID",
        ].map(at);
        assert.deepEqual(
            order,
            [...order].sort((a, b) => a - b),
        );
    });

    it("gives no word that is empty or was never filled in", () => {
        for (const { program, words } of calls) {
            assert.ok(
                words.every((word) => word !== "" && !/[<>]/.test(word)),
                `${program} ${words.join(" ")}`,
            );
        }
    });

    it("takes the subject of GitHub's tokens from the repository, and that of Azure DevOps from the connection", () => {
        const subjects = calls.flatMap(({ words }) =>
            words.includes("--subject") ? [words[words.indexOf("--subject") + 1]] : [],
        );
        assert.deepEqual(subjects, ["repo:example@1/shop@2:environment:dev", SHOWN.SUBJECT]);
        assert.doesNotMatch(readFileSync(join(__dirname, "../..", DOCUMENT), "utf8"), /--subject repo:/);
    });

    it("gives the deployer each role of the table, or one that holds it", () => {
        const roles = calls.flatMap(({ words }) =>
            words.includes("--role") ? [words[words.indexOf("--role") + 1]] : [],
        );
        for (const role of [
            "Contributor",
            "Role Based Access Control Administrator",
            "Azure Kubernetes Service Cluster User Role",
        ]) {
            assert.ok(roles.includes(role), role);
        }
    });
});

function callsOf(log: string): Call[] {
    const calls: { program: string; words: string[] }[] = [];
    for (const line of log.split("\n").filter((each) => each !== "")) {
        if (line.startsWith("  ")) {
            calls.at(-1)?.words.push(line.slice(2));
        } else {
            calls.push({ program: line, words: [] });
        }
    }
    return calls;
}
