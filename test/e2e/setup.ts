// Runs before the end-to-end tests: the platform and the providers, which all of them share. `npm stop` ends the platform.
import { startPlatform } from "../../local/platform/platform";
import { installProviders } from "../../local/providers/install";

export async function mochaGlobalSetup(): Promise<void> {
    await startPlatform();
    installProviders();
}
