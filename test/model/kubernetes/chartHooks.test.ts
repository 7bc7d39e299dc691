import assert from "node:assert/strict";
import { chartHooks } from "../../../model/kubernetes/chartHooks";

const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  labels:
    app: web
  name: "{{ .Release.Name }}-migrate"
  annotations:
    "helm.sh/hook": pre-install,pre-upgrade
    "helm.sh/hook-weight": "1"
spec: {}
`;

describe("the hooks of a chart", () => {
    it("are read from its templates, each with its kind, its name as written, and when it runs", () => {
        const service = "kind: Service\nmetadata:\n  name: web\n";
        const config =
            "kind: ConfigMap\nmetadata:\n  name: settings\n  annotations:\n    helm.sh/hook: 'pre-install'\n";
        assert.deepEqual(chartHooks(`${service}---\n${JOB}---\n${config}`), [
            { kind: "Job", name: "{{ .Release.Name }}-migrate", hook: "pre-install,pre-upgrade" },
            { kind: "ConfigMap", name: "settings", hook: "pre-install" },
        ]);
    });

    it("are none where there are only tests, or nothing", () => {
        assert.deepEqual(chartHooks(JOB.replace("pre-install,pre-upgrade", "test")), []);
        assert.deepEqual(chartHooks(""), []);
        assert.deepEqual(chartHooks("# helm.sh/hook: pre-install"), []);
    });

    it("are read whatever the spaces and the quotes", () => {
        const hook = (text: string) =>
            chartHooks(`kind: Job\nmetadata:\n  name: a\n  annotations:\n    ${text}\n`)[0]?.hook;
        for (const text of [
            "helm.sh/hook:pre-install",
            '"helm.sh/hook":   "pre-install"  ',
            "'helm.sh/hook': pre-install",
        ]) {
            assert.equal(hook(text), "pre-install", text);
        }
        assert.deepEqual([hook("helm.sh/hook: pre-'x'"), hook("helm.sh/hook: 'a' b")], ["pre-'x'", "'a' b"]);
        const bare = "metadata:\n  annotations:\n    helm.sh/hook: pre-install\n";
        assert.deepEqual(chartHooks(bare), [{ kind: "object", name: "without a name", hook: "pre-install" }]);
        const spaced = `kind:   Job\nmetadata:\n  labels:\n    kind: web\n  name:   "a"\n  annotations:\n    helm.sh/hook: test, pre-install`;
        assert.deepEqual(chartHooks(spaced), [{ kind: "Job", name: "a", hook: "test, pre-install" }]);
        const inner = "spec:\n  metadata:\n    name: inner\n";
        assert.equal(chartHooks(`${inner}kind: Job\n${bare}`)[0]?.name, "without a name");
        assert.deepEqual(chartHooks(bare.replace("pre-install", "test-success , test-failure")), []);
        assert.equal(chartHooks(bare.replace("pre-install", "pre-test"))[0]?.hook, "pre-test");
    });

    it("are told apart where a line begins a document, with a remark or without", () => {
        const one = (name: string) => JOB.replace("{{ .Release.Name }}-migrate", name);
        assert.equal(chartHooks(`${one("a")}--- # second\n${one("b")}`).length, 2);
        assert.equal(chartHooks(`${one("a")}note: x---y\n`).length, 1);
    });

    it("name the value that their template depends on", () => {
        const [hook] = chartHooks(`{{- if .Values.migration.enabled }}\n${JOB}{{- end }}\n`);
        assert.deepEqual(hook?.onlyIf, ["migration", "enabled"]);
        for (const condition of [
            "{{if .Values.a}}",
            "{{-  if .Values.a  -}}",
            "{{ if .Values.a }}\n# a remark\n\napiVersion: v1",
        ]) {
            assert.deepEqual(chartHooks(`${condition}\n${JOB}`)[0]?.onlyIf, ["a"], condition);
        }
        assert.equal(chartHooks(`x: {{ if .Values.a }}\n${JOB}`)[0]?.onlyIf, undefined);
        for (const other of [
            `{{- if and .Values.migration.enabled .Values.db }}\n${JOB}{{- end }}\n`,
            `{{- if .Values.labels }}\n{{- end }}\n${JOB}`,
            `${JOB}---\n{{- if .Values.migration.enabled }}\n{{- end }}`,
        ]) {
            assert.equal(chartHooks(other)[0]?.onlyIf, undefined, other);
        }
    });
});
