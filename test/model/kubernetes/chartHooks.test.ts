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

    it("name the value that their template depends on", () => {
        const [hook] = chartHooks(`{{- if .Values.migration.enabled }}\n${JOB}{{- end }}\n`);
        assert.deepEqual(hook?.onlyIf, ["migration", "enabled"]);
        for (const other of [
            `{{- if and .Values.migration.enabled .Values.db }}\n${JOB}{{- end }}\n`,
            `{{- if .Values.labels }}\n{{- end }}\n${JOB}`,
            `${JOB}---\n{{- if .Values.migration.enabled }}\n{{- end }}`,
        ]) {
            assert.equal(chartHooks(other)[0]?.onlyIf, undefined, other);
        }
    });
});
