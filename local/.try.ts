import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import { runStack } from "/work/main/cli/runStack";
import { engineEnvironment } from "/work/main/local/engine";
import { installProviders } from "/work/main/local/providers/install";
const e = process.env;
const program = async () => {
  const provider = new k8s.Provider("k", { kubeconfig: "/work/main/.local/kubeconfig", enableServerSideApply: true, upsertExistingObjects: e.UPSERT === "1" });
  const o = { provider };
  const ns = new k8s.core.v1.Namespace("ns", { metadata: { name: "ftry" } }, o);
  const namespace = ns.metadata.name;
  const cm = new k8s.core.v1.ConfigMap("cm", { metadata: { namespace }, data: { a: e.A ?? "1" } }, o);
  const fixed = new k8s.core.v1.ConfigMap("fixed", { metadata: { namespace, name: "fixed", annotations: { "pulumi.com/patchFieldManager": "aks-image-delivery" } }, data: { a: e.A ?? "1" } }, o);
  const s = new k8s.core.v1.Secret("s", { metadata: { namespace }, stringData: { password: pulumi.secret("hunter2") } }, o);
  const pod = (restartPolicy?: string) => ({ metadata: { labels: { app: "p" } }, spec: { restartPolicy, terminationGracePeriodSeconds: 0, automountServiceAccountToken: false,
     containers: [{ name: "p", image: e.IMG ?? "127.0.0.1:5005/pause:1", securityContext: { runAsNonRoot: true, runAsUser: 65532, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } }, env: [{ name: "A", value: e.A ?? "1" }], resources: { requests: { cpu: "1000m", memory: "8Mi" } } }] } });
  const d = new k8s.apps.v1.Deployment("d", { metadata: { namespace }, spec: { progressDeadlineSeconds: 20, replicas: Number(e.N ?? 1), selector: { matchLabels: { app: "p" } }, template: { metadata: { labels: { app: "p" } }, spec: { ...pod().spec, containers: [{ ...pod().spec.containers[0], resources: { requests: { cpu: "10m" } } }] } as any } } }, o);
  if (e.JOB) {
    new k8s.batch.v1.Job("j", { metadata: { namespace, name: "j", annotations: { "pulumi.com/replaceUnready": "true" } }, spec: { activeDeadlineSeconds: Number(e.JOB), backoffLimit: 0, template: { spec: { ...pod("Never").spec, containers: [{ name: "p", image: e.JIMG ?? "127.0.0.1:5005/pause:1", securityContext: { runAsNonRoot: true, runAsUser: 65532, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } }, env: [{ name: "A", value: e.A ?? "1" }] }] } as any } } }, { ...o, customTimeouts: { create: "60s" } });
  }
  return { cm: cm.metadata.name, d: d.status.availableReplicas, secret: s.data };
};
(async () => {
  installProviders();
  fs.mkdirSync("/tmp/fw3", { recursive: true }); fs.mkdirSync("/tmp/fstate3", { recursive: true });
  fs.writeFileSync("/tmp/fw3/Pulumi.yaml", "name: try\nruntime: nodejs\n");
  for (const verb of process.argv.slice(2)) {
    const t = Date.now();
    try {
      const r = await runStack(verb as any, { stack: "dev", workDir: "/tmp/fw3", env: { ...engineEnvironment(), PULUMI_BACKEND_URL: "file:///tmp/fstate3" }, program, onOutput: (x) => void process.stdout.write(x) });
      console.log("=====", verb, Date.now() - t, "ms", JSON.stringify(r));
    } catch (x) { console.log("=====", verb, Date.now() - t, "ms", x instanceof Error ? x.constructor.name + ": " + x.message : x); }
  }
  process.exit();
})();
