// Commands that download an application's dependencies, by package manager, and what they need of the context.

interface PackageManager {
    /** The command, and nothing that only uses what was downloaded or installs a tool. */
    readonly command: RegExp;
    /** What to copy first. */
    readonly files: string;
    /** The command that needs only those files. */
    readonly run: string;
}

/** The rest of one command, up to what ends it in a shell. */
const REST = String.raw`(?:(?!&&|\|\||;|\n).)*`;

function command(words: string, without?: string): RegExp {
    const not = without === undefined ? "" : `(?!${REST}(?:${without}))`;
    return new RegExp(String.raw`(?:^|[\s;&|("'/\[])${words}${not}`, "m");
}

const GLOBAL = String.raw`\s(?:-g|--global)\b`;

export const PACKAGE_MANAGERS: readonly PackageManager[] = [
    {
        command: command(
            String.raw`dotnet["',]*\s+["']?(?:restore|publish|build|pack|test)\b`,
            "--no-restore|--no-build",
        ),
        files: "*.sln* Directory.*.props ./ and each project file",
        run: "dotnet restore",
    },
    {
        command: command(String.raw`npm["',]*\s+["']?(?:ci|i|install|clean-install)\b`, GLOBAL),
        files: "package.json package-lock.json ./",
        run: "npm ci",
    },
    {
        command: command(String.raw`yarn(?:["',]*\s+["']?install\b|(?=\s*(?:$|&&|;|\||--(?!version))))`),
        files: "package.json yarn.lock ./",
        run: "yarn install --immutable",
    },
    {
        command: command(String.raw`pnpm["',]*\s+["']?(?:i|install|fetch)\b`, GLOBAL),
        files: "package.json pnpm-lock.yaml ./",
        run: "pnpm install --frozen-lockfile",
    },
    {
        command: command(String.raw`bun["',]*\s+["']?(?:i|install)\b`, GLOBAL),
        files: "package.json bun.lock ./",
        run: "bun install --frozen-lockfile",
    },
    {
        command: command(String.raw`(?:uv\s+)?pip3?["',]*\s+["']?install\b(?=${REST}(?:\s-r\b|\s--requirement\b))`),
        files: "requirements.txt ./",
        run: "pip install -r requirements.txt",
    },
    {
        command: command(String.raw`pip3?["',]*\s+["']?install\b(?=${REST}\s\.(?:\[|\s|$))`),
        files: "pyproject.toml ./",
        run: "pip install of what it lists",
    },
    {
        command: command(String.raw`uv["',]*\s+["']?sync\b`),
        files: "pyproject.toml uv.lock ./",
        run: "uv sync --locked --no-install-project",
    },
    {
        command: command(String.raw`poetry["',]*\s+["']?install\b`),
        files: "pyproject.toml poetry.lock ./",
        run: "poetry install --no-root",
    },
    {
        command: command(String.raw`go["',]*\s+["']?(?:mod\s+download|build|install|test)\b`, "@"),
        files: "go.mod go.sum ./",
        run: "go mod download",
    },
    {
        command: command(String.raw`mvnw?["',]*\s+(?!${REST}(?:-v\b|--version))`),
        files: "pom.xml ./",
        run: "mvn dependency:go-offline",
    },
    {
        command: command(String.raw`gradlew?["',]*\s+(?!${REST}(?:-v\b|--version))`),
        files: "*.gradle* gradle/ ./",
        run: "gradle dependencies",
    },
    {
        command: command(String.raw`cargo["',]*\s+["']?(?:build\b|fetch\b|install\b(?=${REST}\s--path\b))`),
        files: "Cargo.toml Cargo.lock ./",
        run: "cargo fetch",
    },
    {
        command: command(String.raw`composer(?:\.phar)?["',]*\s+["']?install\b`),
        files: "composer.json composer.lock ./",
        run: "composer install --no-scripts",
    },
    {
        command: command(String.raw`bundle["',]*\s+["']?install\b`),
        files: "Gemfile Gemfile.lock ./",
        run: "bundle install",
    },
];
