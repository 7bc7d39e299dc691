/** What a container that runs mounts, as `volumes`; the patch has the kinds and fields that those do not say. */
import { type Fields, fieldsAt, isFields, listAt } from "../workload/fields";
import { given, type Part } from "./description";

export function volumes(spec: Fields, container: Fields): Part {
    const mounts = listAt(container, "volumeMounts");
    const simple = (mount: Fields) =>
        only(mount, ["name", "mountPath", "subPath", "readOnly"]) && source(volumeOf(mount)) !== undefined;
    const volumeOf = ({ name }: Fields) => listAt(spec, "volumes").find((volume) => volume.name === name) ?? {};
    const source = (volume: Fields) =>
        simpleSource(
            volume,
            mounts.filter(({ name }) => name === volume.name),
        );
    const said = mounts.filter(simple);
    const mounted = new Set(said.map(({ name }) => name));
    return {
        args: given({
            volumes: said.map((mount) => {
                const { secretProviderClass, ...others } = source(volumeOf(mount)) ?? {};
                const readOnly =
                    secretProviderClass === undefined ? mount.readOnly || undefined : (mount.readOnly ?? false);
                return {
                    ...without({ name: mount.name, mountPath: mount.mountPath, subPath: mount.subPath }),
                    ...others,
                    ...without({
                        secretProviderClass,
                        readOnly: readOnly === true && secretProviderClass ? undefined : readOnly,
                    }),
                };
            }),
        }),
        patch: given({
            volumes: listAt(spec, "volumes").filter(({ name }) => !mounted.has(name)),
            volumeMounts: mounts.filter((mount) => !simple(mount)),
        }),
    };
}

/** The argument that says the same as the volume, if there is one. */
function simpleSource(volume: Fields, mounts: readonly Fields[]): Fields | undefined {
    const { configMap, secret, emptyDir, csi, persistentVolumeClaim: claim } = volume;
    if (isFields(configMap) && only(configMap, ["name"])) {
        return { configMap: configMap.name };
    }
    if (isFields(secret) && only(secret, ["secretName"])) {
        return { secret: secret.secretName };
    }
    if (isFields(emptyDir) && only(emptyDir, ["medium", "sizeLimit"])) {
        return { emptyDir };
    }
    // `readOnly` says it of the mount and of the claim.
    if (isFields(claim) && mounts.every(({ readOnly }) => (readOnly ?? false) === (claim.readOnly ?? false))) {
        return { claim: claim.claimName };
    }
    return isFields(csi) && isKeyVault(csi) ? fieldsAt(csi, "volumeAttributes") : undefined;
}

function isKeyVault(csi: Fields): boolean {
    return (
        csi.driver === "secrets-store.csi.k8s.io" &&
        csi.readOnly === true &&
        only(csi, ["driver", "readOnly", "volumeAttributes"]) &&
        only(fieldsAt(csi, "volumeAttributes"), ["secretProviderClass"])
    );
}

function only(fields: Fields, names: readonly string[]): boolean {
    return Object.keys(fields).every((key) => names.includes(key));
}

function without(fields: Fields): Fields {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
