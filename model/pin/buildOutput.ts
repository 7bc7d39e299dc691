/** The images in what a build tool wrote: docker buildx with --metadata-file, dotnet publish with --getProperty, az acr build. */
import { type ImageReference, parseImageReference, withoutTag } from "../image/reference";
import { UsageError } from "../userError";

type Fields = Readonly<Record<string, unknown>>;

const ACCEPTED =
    "expected the file of `docker buildx build --metadata-file` (or bake), the output of `dotnet publish -t:PublishContainer " +
    "--getProperty:GeneratedContainerDigest --getProperty:ContainerRegistry --getProperty:ContainerRepository`, or that of " +
    "`az acr build` with `-o json`";

/** @throws UsageError for what is none of them, and for a build that pushed nothing. */
export function builtImages(file: string, text: string): ImageReference[] {
    const output = objectOf(file, text);
    const images = [...fromBuildx(output), ...fromDotnet(output), ...fromAcr(output)];
    if (images.length === 0) {
        throw new UsageError(`${file} names no image that was pushed: ${ACCEPTED}`);
    }
    return images.map((image) => referenceIn(file, image));
}

function objectOf(file: string, text: string): Fields {
    // The tools print progress before the JSON where both go to one stream.
    const start = text.search(/^\{/m);
    try {
        return JSON.parse(text.slice(Math.max(start, 0))) as Fields;
    } catch {
        throw new UsageError(`${file} is not JSON: ${ACCEPTED}`);
    }
}

/** One build, or a build for each target of bake; `image.name` has all names of the image, separated by commas. */
function fromBuildx(output: Fields): string[] {
    const builds = "containerimage.digest" in output ? [output] : Object.values(output).filter(isFields);
    return builds.flatMap((build) => {
        const [name] = textOf(build["image.name"])?.split(",") ?? [];
        return pinnedTo(name, textOf(build["containerimage.digest"]));
    });
}

function fromDotnet({ Properties: properties, Items: items }: Fields): string[] {
    const { GeneratedContainerDigest, ContainerRegistry, ContainerRepository } = isFields(properties) ? properties : {};
    const names = isFields(items) && Array.isArray(items.GeneratedContainerNames) ? items.GeneratedContainerNames : [];
    const [first] = names.filter(isFields).map(({ Identity }) => textOf(Identity));
    const [registry, repository] = [textOf(ContainerRegistry), textOf(ContainerRepository)];
    const name = registry === undefined || repository === undefined ? first : `${registry}/${repository}`;
    return pinnedTo(name, textOf(GeneratedContainerDigest));
}

function fromAcr({ outputImages, properties }: Fields): string[] {
    const images = outputImages ?? (isFields(properties) ? properties.outputImages : undefined);
    return (Array.isArray(images) ? images : []).filter(isFields).flatMap((image) => {
        const [registry, repository] = [textOf(image.registry), textOf(image.repository)];
        const name = registry === undefined || repository === undefined ? undefined : `${registry}/${repository}`;
        return pinnedTo(name, textOf(image.digest));
    });
}

function pinnedTo(name: string | undefined, digest: string | undefined): string[] {
    return name === undefined || digest === undefined ? [] : [`${name.trim()}@${digest}`];
}

function referenceIn(file: string, text: string): ImageReference {
    try {
        const reference = parseImageReference(text);
        return parseImageReference(`${withoutTag(reference)}@${reference.digest}`);
    } catch (error) {
        throw new UsageError(`${file}: ${(error as Error).message}`);
    }
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
