import assert from "node:assert/strict";
import { apiHost, configKey, tokenHost } from "../../../observe/registry/dockerHub";

describe("Docker Hub", () => {
    it("answers at one host, whichever of its names a reference has", () => {
        for (const name of ["docker.io", "index.docker.io", "registry-1.docker.io"]) {
            assert.equal(apiHost(name), "registry-1.docker.io");
            assert.equal(configKey(name), "https://index.docker.io/v1/");
        }
        assert.equal(tokenHost("registry-1.docker.io"), "auth.docker.io");
    });

    it("is no other registry", () => {
        assert.equal(apiHost("docker.io.example.com"), "docker.io.example.com");
        assert.equal(configKey("acr1.azurecr.io"), "acr1.azurecr.io");
        assert.equal(tokenHost("acr1.azurecr.io"), undefined);
    });
});
