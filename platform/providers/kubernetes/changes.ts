// Which changes of an object need a replacement: some by Pulumi's own rules, the others as the API server says in a dry run.
import { type Change, differences } from "../shared/differences";
import type { DiffCall, DiffResult } from "../shared/provider";
import { hasUnknown, type Properties } from "../shared/values";
import { ApiError } from "./api/api";
import { addressOf, idOf, isAnnotated, objectOf } from "./api/objects";
import type { Target } from "./config";
import { fieldManagerOf } from "./fieldManager";
import { readinessOf } from "./readiness";

const IDENTITY = new Set(["apiVersion", "kind", "metadata.name", "metadata.namespace"]);
const DATA = /^(data|binaryData|stringData)\b/;
const REPLACE_UNREADY = 'metadata.annotations["pulumi.com/replaceUnready"]';

export async function changesOf({ oldInputs, news }: DiffCall, target: Target): Promise<DiffResult> {
    const kind = String(news.kind);
    // Pods read the data of a ConfigMap or Secret once, at their start: a replacement, with its new name, restarts them.
    const replacesData = target.mutable[kind] === false;
    const own = differences(oldInputs, news, (path) => IDENTITY.has(path) || (replacesData && DATA.test(path)));
    const changes = { ...(await refusedInPlace(own, news, target)), ...(await unreadyJob(news, target)) };
    const replaced = Object.values(changes).some(({ replace }) => replace);
    return { changes, deleteBeforeReplace: replaced && keepsItsName(oldInputs, news) };
}

/** Marks the changes that the API server answers with 422 because a field is immutable. */
async function refusedInPlace(
    changes: Record<string, Change>,
    news: Properties,
    { cluster }: Target,
): Promise<Record<string, Change>> {
    const inPlace = Object.values(changes).length > 0 && !Object.values(changes).some(({ replace }) => replace);
    if (!inPlace || hasUnknown(news)) {
        return changes;
    }
    try {
        await cluster.apply(objectOf(news), addressOf(news), { ...fieldManagerOf(news), dryRun: true });
        return changes;
    } catch (error) {
        // Whatever else is wrong is said by the update itself, which comes next.
        return error instanceof ApiError && error.status === 422 ? withReplacements(changes, error) : changes;
    }
}

function withReplacements(changes: Record<string, Change>, { causes }: ApiError): Record<string, Change> {
    const immutable = /immutable|may not change|cannot change|updates to .* (is|are) forbidden/i;
    const fields = causes.filter(({ message = "" }) => immutable.test(message)).map(({ field = "" }) => field);
    if (fields.length === 0) {
        return changes;
    }
    const named = Object.keys(changes).filter((path) => fields.some((field) => path.startsWith(field)));
    // The API server may name a field that it derives from the ones that changed.
    const replaced = new Set(named.length > 0 ? named : Object.keys(changes));
    return Object.fromEntries(
        Object.entries(changes).map(([path, change]) => [
            path,
            replaced.has(path) ? { ...change, replace: true } : change,
        ]),
    );
}

/** `pulumi.com/replaceUnready`: a Job that is not complete is run again although nothing about it changed. */
async function unreadyJob(news: Properties, { cluster }: Target): Promise<Record<string, Change>> {
    if (news.kind !== "Job" || hasUnknown(news) || !isAnnotated(news, "replaceUnready")) {
        return {};
    }
    const live = await cluster.read(addressOf(news));
    const unready = live !== undefined && readinessOf(live).state !== "ready";
    return unready ? { [REPLACE_UNREADY]: { kind: "update", replace: true } } : {};
}

/** Two objects of one name cannot exist simultaneously. A name that was chosen here is another one for the replacement. */
function keepsItsName(oldInputs: Properties, news: Properties): boolean {
    if (hasUnknown([news.metadata ?? null, news.kind ?? null]) || isAnnotated(news, "autonamed")) {
        return false;
    }
    return oldInputs.kind === news.kind && idOf(addressOf(oldInputs)) === idOf(addressOf(news));
}
