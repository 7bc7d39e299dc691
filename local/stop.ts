/** `npm stop`: ends the embedded platform; `npm stop -- --purge` also removes its objects, images and logs. */
import { stopPlatform } from "./platform/platform";

async function main(words: readonly string[]): Promise<number> {
    const unknown = words.filter((word) => word !== "--purge");
    if (unknown.length > 0) {
        console.error(`Unknown argument ${unknown.join(" ")}. npm stop takes --purge, or nothing.`);
        return 2;
    }
    const lines = await stopPlatform({ purge: words.includes("--purge") });
    console.log(lines.length > 0 ? lines.join("\n") : "The platform does not run: nothing to stop.");
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
