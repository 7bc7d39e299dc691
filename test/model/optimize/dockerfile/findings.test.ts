import assert from "node:assert/strict";
import { dockerfileFindings } from "../../../../model/optimize/dockerfile/findings";

const GOOD = `FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY *.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish --no-restore -o /app
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
COPY --from=build /app .
ENTRYPOINT ["./shop"]
`;

describe("a Dockerfile", () => {
    it("without faults has no findings", () => {
        assert.deepEqual(dockerfileFindings(GOOD), []);
    });

    it("is found to end in a base for building", () => {
        const [found] = dockerfileFindings("FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY --from=x /app .\n");
        assert.match(found?.what ?? "", /final stage starts from mcr\.microsoft\.com\/dotnet\/sdk:10\.0/);
        assert.equal(found?.where, "Dockerfile line 1");
    });

    const built = (...lines: string[]) =>
        dockerfileFindings(`FROM x AS build\n${lines.join("\n")}\nFROM y\nCOPY --from=build /app .\n`);

    for (const [command, advice] of [
        ["dotnet restore", /project file/],
        ["dotnet publish -c Release -o /app", /dotnet restore/],
        ["npm ci --omit=dev", /package-lock/],
        ["cd web && npm i", /npm ci/],
        ["yarn", /yarn\.lock/],
        ["yarn --frozen-lockfile && yarn build", /yarn\.lock/],
        ["yarn install", /yarn\.lock/],
        ["corepack enable && pnpm i --frozen-lockfile", /pnpm-lock/],
        ["bun install", /bun\.lock/],
        ["pip install -r requirements.txt", /requirements\.txt/],
        ["pip install --no-cache-dir .", /pyproject/],
        ["uv pip install -r requirements.txt", /requirements\.txt/],
        ["uv sync --locked", /uv\.lock/],
        ["poetry install --only main", /poetry\.lock/],
        ["go build ./...", /go\.mod/],
        ["CGO_ENABLED=0 go install ./cmd/...", /go mod download/],
        ["mvn -q package", /pom\.xml/],
        ["./mvnw package -DskipTests", /pom\.xml/],
        ["./gradlew bootJar", /gradle/],
        ["gradle build", /gradle/],
        ["cargo build --release", /Cargo\.lock/],
        ["cargo install --path .", /Cargo\.lock/],
        ["composer install --no-dev", /composer\.lock/],
        ["bundle install", /Gemfile/],
        ['["npm", "ci"]', /package-lock/],
    ] as const) {
        it(`is found to copy everything before ${command}`, () => {
            const [found, ...more] = built("COPY . .", `RUN ${command}`);
            assert.equal(found?.kind, "layer-order");
            assert.equal(found?.where, "Dockerfile line 3");
            assert.match(found?.advice ?? "", advice);
            assert.deepEqual(more, []);
        });
    }

    for (const command of [
        "npm install -g pnpm",
        "yarn build",
        "yarn --version",
        "dotnet build --no-restore",
        "dotnet publish --no-build -o /app",
        "dotnet tool install -g dotnet-ef",
        "go install example.com/tool@v1.2.3",
        "mvn --version",
        "cargo install cargo-chef",
        "pip install gunicorn",
        "echo npm installed",
    ]) {
        it(`may copy everything before ${command}`, () => {
            assert.deepEqual(built("COPY . .", `RUN ${command}`), []);
        });
    }

    for (const copy of ["COPY . /src", "COPY ./ ./", 'COPY [".", "."]', "COPY --link --chown=1:1 . .", "ADD . /src"]) {
        it(`is found to copy everything by ${copy}`, () => {
            assert.equal(built(copy, "RUN npm ci")[0]?.kind, "layer-order");
        });
    }

    it("may restore after everything is copied where a cache keeps the downloads", () => {
        assert.deepEqual(built("COPY . .", "RUN --mount=type=cache,target=/root/.npm npm ci"), []);
        assert.equal(built("COPY . .", "RUN --mount=type=secret,id=npm npm ci").length, 1);
    });

    it("is found once for each package manager and stage, however many commands restore", () => {
        assert.equal(built("COPY . .", "RUN dotnet restore", "RUN dotnet build", "RUN dotnet publish").length, 1);
    });

    it("joins what several rules find at the same line", () => {
        const [found, ...more] = built("COPY . .", "RUN dotnet restore && npm ci");
        assert.match(found?.advice ?? "", /dotnet restore.*; COPY package\.json/);
        assert.deepEqual(more, []);
    });

    it("counts what the stages did that a stage continues", () => {
        const stages = (last: string) =>
            `FROM x AS deps\nCOPY package.json ./\nRUN npm ci\nFROM deps AS build\n${last}`;
        assert.deepEqual(dockerfileFindings(stages("COPY . .\nRUN npm ci --offline\n")), []);
        const late = "FROM x AS all\nCOPY . .\nFROM all AS build\nRUN npm ci\nFROM y\n";
        assert.equal(dockerfileFindings(late)[0]?.where, "Dockerfile line 4");
    });

    it("is found to end in a base for building by way of a stage or a build argument", () => {
        const sdk = "mcr.microsoft.com/dotnet/sdk:8.0";
        const [named] = dockerfileFindings(`FROM ${sdk} AS Build\nRUN x\nFROM build AS final\n`);
        assert.match(named?.what ?? "", /starts from build, which starts from mcr\.microsoft\.com\/dotnet\/sdk:8\.0/);
        assert.equal(named?.where, "Dockerfile line 3");
        for (const base of [`ARG TAG=8.0\nFROM mcr.microsoft.com/dotnet/sdk:\${TAG}\n`, `FROM \${BASE:-${sdk}}\n`]) {
            assert.match(dockerfileFindings(base)[0]?.what ?? "", /dotnet\/sdk:8\.0, a base for building/);
        }
        assert.deepEqual(dockerfileFindings("ARG TAG=8.0\nFROM mcr.microsoft.com/dotnet/aspnet:$TAG\n"), []);
    });

    it("is read with a command in several lines, comments between them, and as a list", () => {
        for (const command of ["npm \\\n  # why\n  install", '["npm","install"]', '["npm", "install"]']) {
            assert.equal(built("COPY . .", `RUN ${command}`).length, 1, command);
        }
    });

    it("says that a build argument without a value makes the base unknown", () => {
        const [found] = dockerfileFindings("ARG BASE\nFROM $BASE AS final\n");
        assert.deepEqual([found?.kind, found?.where], ["unknown", "Dockerfile line 2"]);
        assert.match(found?.what ?? "", /\$BASE, a build argument/);
    });

    it("is found to install recommended packages in the final stage", () => {
        const install = (flag: string) =>
            dockerfileFindings(`FROM debian\nRUN apt-get update && apt-get install -y ${flag} curl\n`);
        assert.equal(install("").length, 1);
        assert.deepEqual(install("--no-install-recommends"), []);
    });

    it("may be anything without breaking the tool", () => {
        for (const text of [
            "",
            "\u0000",
            "FROM",
            "RUN",
            "COPY",
            "# only a comment",
            "FROM x AS",
            "ONBUILD",
            "COPY <<EOF /a\nEOF",
        ]) {
            assert.ok(Array.isArray(dockerfileFindings(text)));
        }
    });
});
