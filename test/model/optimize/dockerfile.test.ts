import assert from "node:assert/strict";
import { dockerfileFindings } from "../../../model/optimize/dockerfile";
import { dockerignoreFindings } from "../../../model/optimize/dockerignore";

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

    for (const [command, advice] of [
        ["dotnet restore", /csproj/],
        ["npm ci --omit=dev", /package-lock/],
        ["pip install -r requirements.txt", /requirements\.txt/],
        ["go build ./...", /go\.mod/],
        ["mvn -q package", /pom\.xml/],
    ] as const) {
        it(`is found to copy everything before ${command}`, () => {
            const [found] = dockerfileFindings(
                `FROM x AS build\nCOPY . .\nRUN ${command}\nFROM y\nCOPY --from=build /app .\n`,
            );
            assert.equal(found?.kind, "layer-order");
            assert.equal(found?.where, "Dockerfile line 3");
            assert.match(found?.advice ?? "", advice);
        });
    }

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

describe("a .dockerignore", () => {
    it("is asked for what the context holds and no image needs", () => {
        assert.match(
            dockerignoreFindings([".git", "bin", "src"], undefined)[0]?.advice ?? "",
            /^Add: \.git \*\*\/bin$/,
        );
        assert.match(dockerignoreFindings([".git", "obj"], "**/.git\n")[0]?.advice ?? "", /^Add: \*\*\/obj$/);
    });

    it("has no findings when it keeps all of it out, however it is written", () => {
        assert.deepEqual(dockerignoreFindings([".git", "bin", "obj"], "# comment\n/.git/\n**/bin\nobj\n"), []);
        assert.deepEqual(dockerignoreFindings(["src", "Dockerfile"], undefined), []);
    });
});
