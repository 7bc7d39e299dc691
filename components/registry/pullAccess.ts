/** Lets the nodes of a cluster pull from a registry. */
import * as pulumi from "@pulumi/pulumi";
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import {
    principalFaults,
    pullRole,
    ROLE_EXISTS,
    type RoleAssignmentMode,
    roleFaults,
} from "../../model/registry/roles";
import { type Arguments, INPUT, PLAIN, readArguments, required } from "../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../shared/checks";
import { hookName, inProgram } from "../shared/hooks";
import { assignRole } from "./roleAssignment";

/** Who may pull from which registry. */
export interface RegistryPullAccessArgs {
    /** Resource id of the registry. */
    registryId: pulumi.Input<string>;
    /** Object id of the cluster's kubelet identity (not its client id, and not the cluster's own identity). */
    principalId: pulumi.Input<string>;
    /** How the registry grants access; `LegacyRegistryPermissions` by default, as for new registries. */
    roleAssignmentMode?: RoleAssignmentMode;
    /**
     * GUID of another role definition that may pull. By default AcrPull, or Container Registry Repository Reader in mode
     * `AbacRepositoryPermissions`, where no other is accepted.
     */
    role?: string;
}

export const PULL_ACCESS_ARGUMENTS: Arguments<RegistryPullAccessArgs> = {
    registryId: required(INPUT),
    principalId: required(INPUT),
    roleAssignmentMode: PLAIN,
    role: PLAIN,
};

/**
 * The role assignment of a cluster's kubelet identity. Azure takes minutes to put it into effect: until then pulls answer
 * 401, which the pre-pull gate waits for. A cluster that was attached by `az aks update --attach-acr` has the assignment
 * already: leave this component out, or set `pullAccess: "existing"` on `AksRegistry`.
 */
export class RegistryPullAccess extends pulumi.ComponentResource {
    /** Resource id of the role assignment. */
    readonly roleAssignmentId: pulumi.Output<string>;
    /** Name of the role; `custom` for one that was given. */
    readonly roleName: pulumi.Output<string>;

    constructor(name: string, args: RegistryPullAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        const { scope, principalId } = checkedArgs(name, args);
        super("aks-image-delivery:index:RegistryPullAccess", name, {}, opts);
        const { id: role, name: roleName } = args.role
            ? { id: args.role, name: "custom" }
            : pullRole(args.roleAssignmentMode);
        const assignment = assignRole(
            this,
            name,
            { scope, principalId, role },
            { dependsOn: opts?.dependsOn, hooks: sayWhatExists(this, name) },
        );
        this.roleAssignmentId = assignment.id;
        this.roleName = pulumi.output(roleName);
        this.registerOutputs({ roleAssignmentId: this.roleAssignmentId, roleName: this.roleName });
    }
}

/** Azure only says that there is an assignment; whoever detached the cluster for it would stop its pulls. */
function sayWhatExists(component: pulumi.Resource, name: string): pulumi.ResourceHookBinding {
    if (pulumi.runtime.isDryRun()) {
        return {};
    }
    const say = async ({ errors }: pulumi.ErrorHookArgs) => {
        if (errors.some((error) => /RoleAssignmentExists/.test(error))) {
            await pulumi.log.error(ROLE_EXISTS, component);
        }
        return false;
    };
    return { onError: [new pulumi.ErrorHook(hookName("role-exists", name), inProgram(say))] };
}

function checkedArgs(name: string, given: RegistryPullAccessArgs) {
    const component = `RegistryPullAccess "${name}"`;
    const { args, faults: form } = readArguments(PULL_ACCESS_ARGUMENTS, given);
    const faults = roleFaults(args.roleAssignmentMode, args.role);
    const registryFaults = (id: string) => azureIdFaults(AzureType.Registry, id);
    const scope = checked<string>(component, faults, "registryId", args.registryId, registryFaults);
    const principalId = checked<string>(component, faults, "principalId", args.principalId, principalFaults);
    refuse(component, faultsOf(form, faults));
    return { scope, principalId };
}
