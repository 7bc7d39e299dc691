// A pod that teams deploy: the arguments that ask for it, and the pod as one would write it by hand.
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";

export type Fields = Record<string, unknown>;
export type Args = Partial<ApplicationArgs & MigrationJobArgs>;

/** Shapes of pods that teams deploy, by what could not be said of them before; the pod as one would write it by hand. */
export interface Shape {
    readonly args: Args;
    readonly metadata?: Fields;
    /** Of the pod's spec, without its containers. */
    readonly spec?: Fields;
    /** Of its one container, without name and image. */
    readonly container?: Fields;
    readonly more?: readonly Fields[];
    readonly deployment?: Fields;
}

/** A patch of the container that the component itself creates. */
export const main = (fields: Fields) => ({ spec: { containers: [{ name: "application", ...fields }] } });
