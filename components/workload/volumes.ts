/** The volumes of a pod and their mounts. */
import type { types } from "@pulumi/kubernetes";
import { type Fault, faultsAt, propertyPath } from "../../model/fault";
import type { EnvSource, VolumeMount } from "../shared/arguments";

type Volume = types.input.core.v1.Volume;

/** One for each name. */
export function podVolumes(mounts: VolumeMount[] | undefined): Volume[] | undefined {
    const isFirst = ({ name }: VolumeMount, index: number) => mounts?.findIndex((each) => each.name === name) === index;
    return mounts?.filter(isFirst).map(volume);
}

export function volumeMounts(mounts: VolumeMount[] | undefined): types.input.core.v1.VolumeMount[] | undefined {
    return mounts?.map(({ name, mountPath, subPath, readOnly, secretProviderClass }) => ({
        name,
        mountPath,
        ...(subPath === undefined ? {} : { subPath }),
        readOnly: readOnly ?? (secretProviderClass === undefined ? undefined : true),
    }));
}

function volume({ name, readOnly, claim, configMap, secret, secretProviderClass, emptyDir }: VolumeMount): Volume {
    return {
        name,
        ...(claim === undefined ? {} : { persistentVolumeClaim: { claimName: claim, readOnly } }),
        ...(configMap === undefined ? {} : { configMap: { name: configMap } }),
        ...(secret === undefined ? {} : { secret: { secretName: secret } }),
        ...(emptyDir === undefined ? {} : { emptyDir: { medium: emptyDir.medium, sizeLimit: emptyDir.sizeLimit } }),
        ...(secretProviderClass === undefined
            ? {}
            : {
                  csi: {
                      driver: "secrets-store.csi.k8s.io",
                      readOnly: true,
                      volumeAttributes: { secretProviderClass },
                  },
              }),
    };
}

const SOURCES = ["claim", "configMap", "secret", "secretProviderClass", "emptyDir"] as const;

/** What is wrong with `volumes`. */
export function volumeFaults(mounts: VolumeMount[] = []): Fault[] {
    const paths = mounts.map(({ mountPath }) => mountPath);
    return mounts.flatMap((mount, index) => {
        const at = (key: keyof VolumeMount) => propertyPath("volumes", index, key);
        const first = mounts.find(({ name }) => name === mount.name) ?? mount;
        const relative = typeof mount.mountPath !== "string" || !mount.mountPath.startsWith("/");
        return [
            ...oneOf(mount, SOURCES, propertyPath("volumes", index)),
            ...(sameSource(first, mount)
                ? []
                : faultsAt(at("name"), `"${mount.name}" has another source before; one name is one volume`)),
            ...(relative
                ? faultsAt(at("mountPath"), `${JSON.stringify(mount.mountPath)} is not an absolute path`)
                : []),
            ...(paths.indexOf(mount.mountPath) < index
                ? faultsAt(at("mountPath"), `${JSON.stringify(mount.mountPath)} is mounted twice`)
                : []),
        ];
    });
}

/** What is wrong with `envFrom`. */
export function sourceFaults(sources: EnvSource[] = []): Fault[] {
    return sources.flatMap((source, index) => oneOf(source, ["configMap", "secret"], propertyPath("envFrom", index)));
}

function oneOf<T extends object>(given: T, names: readonly (keyof T & string)[], at: string): Fault[] {
    const found = names.filter((name) => given[name] !== undefined);
    const what = found.length === 0 ? "has none" : `has ${found.join(" and ")}`;
    return found.length === 1 ? [] : faultsAt(at, `${what}; expected exactly one of ${names.join(", ")}`);
}

function sameSource(one: VolumeMount, other: VolumeMount): boolean {
    return SOURCES.every((source) => one[source] === other[source] || isSameText(one[source], other[source]));
}

function isSameText(one: unknown, other: unknown): boolean {
    const isEmptyDir = [one, other].every((value) => typeof value === "object" && value?.constructor === Object);
    return isEmptyDir && JSON.stringify(one) === JSON.stringify(other);
}
