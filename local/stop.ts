/** `npm stop`: ends the embedded platform and removes its data; `npm stop -- --keep` leaves them to the next start. */
import { stopPlatform } from "./platform/platform";

async function main(words: readonly string[]): Promise<number> {
    const unknown = words.filter((word) => word !== "--keep");
    if (unknown.length > 0) {
        console.error(`Unknown argument ${unknown.join(" ")}. npm stop takes --keep, or nothing.`);
        return 2;
    }
    const lines = await stopPlatform({ keep: words.includes("--keep") });
    console.log(lines.length > 0 ? lines.join("\n") : "The platform does not run: nothing to stop, nothing to remove.");
    return 0;
}

main(process.argv.slice(2)).then(
    (code) => {
        process.exitCode = code;
    },
    (error: Error) => {
        console.error(error.message);
        process.exitCode = 1;
    },
);
