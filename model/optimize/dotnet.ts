// What a .NET service carries that publishing can leave out.
import { compressedShare, type ImageContent } from "../image/layers";
import type { ImageFinding } from "./finding";
import { layerText, sum } from "./paths";

/** Part of a self-contained publish that trimming took away from the samples of .NET 8 to 10 (a web API: 0.5 to 0.7). */
const TRIMMED_PART = 0.5;

/** A whole framework next to the application: self-contained without trimming. */
export function dotnetFindings(image: ImageContent): ImageFinding[] {
    return image.layers.flatMap((layer) => {
        const core = layer.entries.find(({ path }) => path.endsWith("/System.Private.CoreLib.dll"));
        if (core === undefined || /^usr\/(share|lib)\/dotnet\//.test(core.path)) {
            return [];
        }
        const folder = core.path.slice(0, core.path.lastIndexOf("/") + 1);
        const framework = layer.entries.filter(
            ({ path }) => path.startsWith(folder) && /\/(System|Microsoft)\.[^/]*\.dll$/.test(path),
        );
        // A trimmed publish keeps a few dozen of the framework's 160 and more assemblies.
        return framework.length < 120
            ? []
            : [
                  {
                      kind: "dotnet",
                      what: `a whole framework of ${framework.length} assemblies next to the application`,
                      where: layerText(layer),
                      savingBytes: Math.round(compressedShare(layer, sum(framework)) * TRIMMED_PART),
                      advice: "<PublishTrimmed>true</PublishTrimmed>, or publish framework-dependent on a chiseled base that all services share",
                  },
              ];
    });
}
