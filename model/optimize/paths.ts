// Files that have no business in the image of a service, found by where they lie.
import { compressedShare, type ImageContent, type LayerContent, type LayerEntry } from "../image/layers";
import { chiseledTag } from "./base";
import type { ImageFinding } from "./finding";

interface PathRule {
    readonly kind: string;
    readonly what: string;
    readonly paths: RegExp;
    /** The last may depend on the version that a path names. */
    readonly advice: string | ((path: string) => string);
}

const TOOLS = "Build in an earlier stage and COPY --from=build only what runs.";
const SAME_RUN = "in the same RUN that filled it; a later RUN only hides it.";

const RULES: readonly PathRule[] = [
    {
        kind: "build-tools",
        what: "the .NET SDK",
        paths: /^usr\/(share|lib)\/dotnet\/sdk\//,
        advice: (path) => {
            const tag = chiseledTag(/\/sdk\/([\d.]+)/.exec(path)?.[1] ?? "");
            return `FROM mcr.microsoft.com/dotnet/aspnet${tag ? `:${tag}` : ""} as the final stage, COPY --from=build /app .`;
        },
    },
    { kind: "build-tools", what: "a C compiler", paths: /^usr\/(lib|libexec)\/(gcc|llvm[^/]*)\//, advice: TOOLS },
    { kind: "build-tools", what: "header files", paths: /^usr\/(local\/)?include\//, advice: TOOLS },
    { kind: "build-tools", what: "git", paths: /^usr\/(lib|libexec)\/git-core\//, advice: TOOLS },
    {
        kind: "build-tools",
        what: "npm",
        paths: /^usr\/(local\/)?lib\/node_modules\/npm\//,
        advice: "RUN rm -r /usr/local/lib/node_modules/npm does not help in a layer above; take a base without npm, or distroless.",
    },
    {
        kind: "build-tools",
        what: "the Go toolchain",
        paths: /^usr\/local\/go\//,
        advice: "FROM gcr.io/distroless/static as the final stage, COPY --from=build /app /app",
    },
    {
        kind: "build-tools",
        what: "the Rust toolchain",
        paths: /^(root\/\.(cargo|rustup)|usr\/local\/(cargo|rustup))\//,
        advice: TOOLS,
    },
    {
        kind: "build-tools",
        what: "Maven or Gradle",
        paths: /^(usr\/share\/maven|opt\/gradle|root\/\.(m2|gradle))\//,
        advice: TOOLS,
    },
    {
        kind: "package-cache",
        what: "package lists of apt",
        paths: /^var\/lib\/apt\/lists\/./,
        advice: `rm -rf /var/lib/apt/lists/* ${SAME_RUN}`,
    },
    {
        kind: "package-cache",
        what: "packages that apt downloaded",
        paths: /^var\/cache\/apt\/./,
        advice: `apt-get clean ${SAME_RUN}`,
    },
    {
        kind: "package-cache",
        what: "the cache of apk",
        paths: /^(var\/cache|etc)\/apk\/cache\/.|^var\/cache\/apk\/./,
        advice: "apk add --no-cache",
    },
    {
        kind: "package-cache",
        what: "the cache of NuGet",
        paths: /^(root|home\/[^/]+)\/\.(nuget|local\/share\/NuGet)\//,
        advice: "RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore",
    },
    {
        kind: "package-cache",
        what: "the cache of npm",
        paths: /^(root|home\/[^/]+)\/\.(npm|cache\/(yarn|node))\//,
        advice: "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
    },
    {
        kind: "package-cache",
        what: "the cache of pip",
        paths: /^(root|home\/[^/]+)\/\.cache\/(pip|uv)\//,
        advice: "pip install --no-cache-dir",
    },
    {
        kind: "package-cache",
        what: "documentation and manual pages",
        paths: /^usr\/share\/(doc|man|info)\//,
        advice: "Add path-exclude=/usr/share/doc/* to /etc/dpkg/dpkg.cfg.d before installing, or take a chiseled or distroless base.",
    },
    { kind: "dockerignore", what: "the history of git", paths: /(^|\/)\.git\//, advice: "Add .git to .dockerignore." },
    {
        kind: "dockerignore",
        what: "intermediate files of the .NET build",
        paths: /(^|\/)obj\/(Debug|Release|project\.assets)/,
        advice: "Add **/obj and **/bin to .dockerignore.",
    },
    {
        kind: "dockerignore",
        what: "local secrets or settings of an editor",
        paths: /(^|\/)(\.env|\.vs|\.vscode|\.idea)(\/|$)/,
        advice: "Add .env, .vs, .vscode and .idea to .dockerignore.",
    },
    {
        kind: "dotnet",
        what: "debug symbols (.pdb)",
        paths: /^(?!usr\/(share|lib)\/dotnet\/).*\.pdb$/,
        advice: "dotnet publish -p:DebugType=none, or keep them on a symbol server",
    },
    {
        kind: "dotnet",
        what: "native libraries of other platforms",
        paths: /(^|\/)runtimes\/(win|osx|maccatalyst|browser|ios|android)[^/]*\//,
        advice: "dotnet publish -r linux-x64",
    },
    {
        kind: "dotnet",
        what: "ICU's tables of all cultures",
        paths: /(^|\/)(libicu(data|i18n|uc)\.so[^/]*|icudt[^/]*\.dat)$/,
        advice: "<InvariantGlobalization>true</InvariantGlobalization>, where no culture but the invariant is needed",
    },
];

/** One finding a rule and layer. */
export function pathFindings(image: ImageContent): ImageFinding[] {
    return RULES.flatMap((rule) => image.layers.flatMap((layer) => findingOf(rule, layer)));
}

function findingOf(rule: PathRule, layer: LayerContent): ImageFinding[] {
    const found = layer.entries.filter((entry) => entry.kind === "file" && rule.paths.test(entry.path));
    if (found.length === 0) {
        return [];
    }
    const files = found.length === 1 ? "1 file" : `${found.length} files`;
    return [
        {
            kind: rule.kind,
            what: `${rule.what}: ${files}, such as /${largest(found).path}`,
            where: layerText(layer),
            savingBytes: compressedShare(layer, sum(found)),
            advice: typeof rule.advice === "string" ? rule.advice : rule.advice(largest(found).path),
        },
    ];
}

export function layerText(layer: LayerContent): string {
    const digest = layer.digest.slice("sha256:".length, "sha256:".length + 12);
    return `${layer.isBase ? "base layer" : "layer"} ${digest}${layer.createdBy ? ` (${layer.createdBy.slice(0, 60)})` : ""}`;
}

function largest(entries: readonly LayerEntry[]): LayerEntry {
    return entries.reduce((a, b) => (b.bytes > a.bytes ? b : a));
}

export function sum(entries: readonly LayerEntry[]): number {
    return entries.reduce((total, entry) => total + entry.bytes, 0);
}
