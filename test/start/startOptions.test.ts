import assert from "node:assert/strict";
import { UsageError } from "../../model/userError";
import { startOptions } from "../../start/startOptions";

const ELSEWHERE = ["--context", "aks-dev", "--repository", "acr1.azurecr.io/team/sample"];

describe("the words of npm start", () => {
    const refuses = (words: string[], text: RegExp) =>
        assert.throws(
            () => startOptions(words),
            (error: unknown) => {
                assert.ok(error instanceof UsageError, String(error));
                assert.match(error.message, text);
                return true;
            },
        );

    it("show the platform and 300 MB by default", () => {
        assert.deepEqual(startOptions([]), {
            stack: "local",
            size: "300MB",
            nodes: 1,
            build: false,
            elsewhere: undefined,
        });
    });

    it("may ask for everything to be built", () => {
        assert.equal(startOptions(["--build"]).build, true);
    });

    it("ask for several nodes of the platform, and only there", () => {
        assert.equal(startOptions(["--nodes", "3"]).nodes, 3);
        for (const nodes of ["0", "21", "1.5", "-1", "three", ""]) {
            refuses([`--nodes=${nodes}`], new RegExp(`--nodes ${nodes}: expected a whole number from 1 to 20`));
        }
        assert.throws(() => startOptions([...ELSEWHERE, "--nodes", "2"]), /'--nodes <count>' cannot be used with/);
    });

    it("name another cluster by its context, and where it pulls from", () => {
        const { size, elsewhere } = startOptions([...ELSEWHERE, "--size", "50MB"]);
        assert.equal(size, "50MB");
        assert.equal(elsewhere?.context, "aks-dev");
        assert.equal(elsewhere?.repository.registry, "acr1.azurecr.io");
        assert.equal(elsewhere?.repository.repository, "team/sample");
    });

    it("name both or neither", () => {
        refuses(["--context", "aks-dev"], /--context aks-dev needs --repository.*azurecr\.io\/sample/);
        refuses(["--repository", "acr1.azurecr.io/sample"], /--repository acr1\.azurecr\.io\/sample needs --context/);
    });

    it("show no stack with a registry of its own in another cluster", () => {
        refuses([...ELSEWHERE, "--stack", "dev"], /--stack dev and --context exclude each other/);
        assert.ok(startOptions([...ELSEWHERE, "--stack", "local"]).elsewhere);
    });

    it("name a repository, and no image in it", () => {
        const digest = `sha256:${"0".repeat(64)}`;
        for (const repository of ["acr1.azurecr.io/sample:1", `acr1.azurecr.io/sample@${digest}`]) {
            refuses(["--context", "aks-dev", "--repository", repository], /leave out the tag and the digest/);
        }
        refuses(["--context", "aks-dev", "--repository", "https://acr1.azurecr.io/sample"], /--repository: .*scheme/);
    });
});
