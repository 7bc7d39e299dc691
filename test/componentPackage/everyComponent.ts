// What Pulumi's inference reads: the component package itself loads Azure's components only when one is asked for.
export { Application, ImagePrepull, ImageRollout, MigrationJob, NodeWarmup } from "../../components";
export {
    AksRegistry,
    ContainerRegistry,
    PullAlerts,
    RegistryPrivateLink,
    RegistryPullAccess,
} from "../../components/azure";
