// docs/recipes.md: a .NET service with EF Core and Key Vault.
import { ImageRollout } from "../../../components";

new ImageRollout("shop", {
    namespace: "shop",
    images: [
        { name: "web", image: `acrshop.azurecr.io/web@${process.env.WEB_DIGEST}`, size: "210MB" },
        { name: "bundle", image: `acrshop.azurecr.io/bundle@${process.env.BUNDLE_DIGEST}`, size: "120MB" },
    ],
    migration: {
        image: "bundle",
        // The bundle of `dotnet ef migrations bundle`. What ran before is not run again.
        command: ["/app/efbundle"],
        env: { ASPNETCORE_ENVIRONMENT: "Production" },
        secretEnv: { ConnectionStrings__Shop: { name: "shop-database", key: "connection" } },
        // The Secret exists only while a pod mounts the volume: the CSI driver copies it from Key Vault.
        volumes: [{ name: "vault", secretProviderClass: "shop-vault", mountPath: "/mnt/secrets" }],
        serviceAccountName: "shop",
        podLabels: { "azure.workload.identity/use": "true" },
        runSeconds: 600,
    },
    application: {
        image: "web",
        port: 8080,
        readinessPath: "/healthz/ready",
        livenessPath: "/healthz/live",
        probeTimeoutSeconds: 3,
        env: { ASPNETCORE_ENVIRONMENT: "Production" },
        envFrom: [{ configMap: "shop-settings" }],
        secretEnv: { ConnectionStrings__Shop: { name: "shop-database", key: "connection" } },
        volumes: [
            { name: "vault", secretProviderClass: "shop-vault", mountPath: "/mnt/secrets" },
            { name: "tmp", emptyDir: {}, mountPath: "/tmp" },
        ],
        serviceAccountName: "shop",
        podLabels: { "azure.workload.identity/use": "true" },
        podTemplate: {
            spec: { containers: [{ name: "application", securityContext: { readOnlyRootFilesystem: true } }] },
        },
        service: { port: 80 },
    },
});
