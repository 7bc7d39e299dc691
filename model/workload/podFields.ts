/**
 * The fields of Kubernetes' types of a pod, from k8s.io/api 0.36.3; a unit test compares the two. `[` stands for a list of what
 * follows, `{` for a map to it, `any` for ports by number or name, and for types that nobody writes today.
 */
const FIELDS = {
    Affinity: "nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity",
    AppArmorProfile: "localhostProfile:text type:text",
    AzureFileVolumeSource: "readOnly:boolean secretName:text shareName:text",
    CSIVolumeSource:
        "driver:text fsType:text nodePublishSecretRef:LocalObjectReference readOnly:boolean " +
        "volumeAttributes:{text",
    Capabilities: "add:[text drop:[text",
    ConfigMapEnvSource: "name:text optional:boolean",
    ConfigMapKeySelector: "key:text name:text optional:boolean",
    ConfigMapProjection: "items:[KeyToPath name:text optional:boolean",
    ConfigMapVolumeSource: "defaultMode:number items:[KeyToPath name:text optional:boolean",
    Container:
        "args:[text command:[text env:[EnvVar envFrom:[EnvFromSource image:text imagePullPolicy:text " +
        "lifecycle:Lifecycle livenessProbe:Probe name:text ports:[ContainerPort readinessProbe:Probe " +
        "resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:text " +
        "restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe " +
        "stdin:boolean stdinOnce:boolean terminationMessagePath:text terminationMessagePolicy:text " +
        "tty:boolean volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:text",
    ContainerPort: "containerPort:number hostIP:text hostPort:number name:text protocol:text",
    ContainerResizePolicy: "resourceName:text restartPolicy:text",
    ContainerRestartRule: "action:text exitCodes:ContainerRestartRuleOnExitCodes",
    ContainerRestartRuleOnExitCodes: "operator:text values:[number",
    DeploymentStrategy: "rollingUpdate:RollingUpdateDeployment type:text",
    DownwardAPIProjection: "items:[DownwardAPIVolumeFile",
    DownwardAPIVolumeFile: "fieldRef:ObjectFieldSelector mode:number path:text resourceFieldRef:ResourceFieldSelector",
    DownwardAPIVolumeSource: "defaultMode:number items:[DownwardAPIVolumeFile",
    EmptyDirVolumeSource: "medium:text sizeLimit:quantity",
    EnvFromSource: "configMapRef:ConfigMapEnvSource prefix:text secretRef:SecretEnvSource",
    EnvVar: "name:text value:text valueFrom:EnvVarSource",
    EnvVarSource:
        "configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector " +
        "resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector",
    EphemeralVolumeSource: "volumeClaimTemplate:PersistentVolumeClaimTemplate",
    ExecAction: "command:[text",
    FileKeySelector: "key:text optional:boolean path:text volumeName:text",
    GRPCAction: "port:number service:text",
    HTTPGetAction: "host:text httpHeaders:[HTTPHeader path:text port:any scheme:text",
    HTTPHeader: "name:text value:text",
    HostAlias: "hostnames:[text ip:text",
    HostPathVolumeSource: "path:text type:text",
    ImageVolumeSource: "pullPolicy:text reference:text",
    KeyToPath: "key:text mode:number path:text",
    LabelSelector: "matchExpressions:[LabelSelectorRequirement matchLabels:{text",
    LabelSelectorRequirement: "key:text operator:text values:[text",
    Lifecycle: "postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:text",
    LifecycleHandler: "exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction",
    LocalObjectReference: "name:text",
    NFSVolumeSource: "path:text readOnly:boolean server:text",
    NodeAffinity:
        "preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm " +
        "requiredDuringSchedulingIgnoredDuringExecution:NodeSelector",
    NodeSelector: "nodeSelectorTerms:[NodeSelectorTerm",
    NodeSelectorRequirement: "key:text operator:text values:[text",
    NodeSelectorTerm: "matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement",
    ObjectFieldSelector: "apiVersion:text fieldPath:text",
    ObjectMeta:
        "annotations:{text creationTimestamp:any deletionGracePeriodSeconds:number deletionTimestamp:any " +
        "finalizers:[text generateName:text generation:number labels:{text managedFields:[any name:text " +
        "namespace:text ownerReferences:[any resourceVersion:text selfLink:text uid:text",
    PersistentVolumeClaimSpec:
        "accessModes:[text dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference " +
        "resources:VolumeResourceRequirements selector:LabelSelector storageClassName:text " +
        "volumeAttributesClassName:text volumeMode:text volumeName:text",
    PersistentVolumeClaimTemplate: "metadata:ObjectMeta spec:PersistentVolumeClaimSpec",
    PersistentVolumeClaimVolumeSource: "claimName:text readOnly:boolean",
    PodAffinity:
        "preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm " +
        "requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm",
    PodAffinityTerm:
        "labelSelector:LabelSelector matchLabelKeys:[text mismatchLabelKeys:[text " +
        "namespaceSelector:LabelSelector namespaces:[text topologyKey:text",
    PodAntiAffinity:
        "preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm " +
        "requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm",
    PodDNSConfig: "nameservers:[text options:[PodDNSConfigOption searches:[text",
    PodDNSConfigOption: "name:text value:text",
    PodOS: "name:text",
    PodReadinessGate: "conditionType:text",
    PodResourceClaim: "name:text resourceClaimName:text resourceClaimTemplateName:text",
    PodSchedulingGate: "name:text",
    PodSecurityContext:
        "appArmorProfile:AppArmorProfile fsGroup:number fsGroupChangePolicy:text runAsGroup:number " +
        "runAsNonRoot:boolean runAsUser:number seLinuxChangePolicy:text seLinuxOptions:any " +
        "seccompProfile:SeccompProfile supplementalGroups:[number supplementalGroupsPolicy:text " +
        "sysctls:[Sysctl windowsOptions:any",
    PodSpec:
        "activeDeadlineSeconds:number affinity:Affinity automountServiceAccountToken:boolean " +
        "containers:[Container dnsConfig:PodDNSConfig dnsPolicy:text enableServiceLinks:boolean " +
        "ephemeralContainers:[any hostAliases:[HostAlias hostIPC:boolean hostNetwork:boolean hostPID:boolean " +
        "hostUsers:boolean hostname:text hostnameOverride:text imagePullSecrets:[LocalObjectReference " +
        "initContainers:[Container nodeName:text nodeSelector:{text os:PodOS overhead:{quantity " +
        "preemptionPolicy:text priority:number priorityClassName:text readinessGates:[PodReadinessGate " +
        "resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy:text " +
        "runtimeClassName:text schedulerName:text schedulingGates:[PodSchedulingGate schedulingGroup:any " +
        "securityContext:PodSecurityContext serviceAccount:text serviceAccountName:text " +
        "setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain:text " +
        "terminationGracePeriodSeconds:number tolerations:[Toleration " +
        "topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume",
    PodTemplateSpec: "metadata:ObjectMeta spec:PodSpec",
    PreferredSchedulingTerm: "preference:NodeSelectorTerm weight:number",
    Probe:
        "exec:ExecAction failureThreshold:number grpc:GRPCAction httpGet:HTTPGetAction " +
        "initialDelaySeconds:number periodSeconds:number successThreshold:number tcpSocket:TCPSocketAction " +
        "terminationGracePeriodSeconds:number timeoutSeconds:number",
    ProjectedVolumeSource: "defaultMode:number sources:[VolumeProjection",
    ResourceClaim: "name:text request:text",
    ResourceFieldSelector: "containerName:text divisor:quantity resource:text",
    ResourceRequirements: "claims:[ResourceClaim limits:{quantity requests:{quantity",
    RollingUpdateDeployment: "maxSurge:any maxUnavailable:any",
    SeccompProfile: "localhostProfile:text type:text",
    SecretEnvSource: "name:text optional:boolean",
    SecretKeySelector: "key:text name:text optional:boolean",
    SecretProjection: "items:[KeyToPath name:text optional:boolean",
    SecretVolumeSource: "defaultMode:number items:[KeyToPath optional:boolean secretName:text",
    SecurityContext:
        "allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile capabilities:Capabilities " +
        "privileged:boolean procMount:text readOnlyRootFilesystem:boolean runAsGroup:number " +
        "runAsNonRoot:boolean runAsUser:number seLinuxOptions:any seccompProfile:SeccompProfile " +
        "windowsOptions:any",
    ServiceAccountTokenProjection: "audience:text expirationSeconds:number path:text",
    SleepAction: "seconds:number",
    Sysctl: "name:text value:text",
    TCPSocketAction: "host:text port:any",
    Toleration: "effect:text key:text operator:text tolerationSeconds:number value:text",
    TopologySpreadConstraint:
        "labelSelector:LabelSelector matchLabelKeys:[text maxSkew:number minDomains:number " +
        "nodeAffinityPolicy:text nodeTaintsPolicy:text topologyKey:text whenUnsatisfiable:text",
    TypedLocalObjectReference: "apiGroup:text kind:text name:text",
    TypedObjectReference: "apiGroup:text kind:text name:text namespace:text",
    Volume:
        "awsElasticBlockStore:any azureDisk:any azureFile:AzureFileVolumeSource cephfs:any cinder:any " +
        "configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource " +
        "emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:any flexVolume:any flocker:any " +
        "gcePersistentDisk:any gitRepo:any glusterfs:any hostPath:HostPathVolumeSource " +
        "image:ImageVolumeSource iscsi:any name:text nfs:NFSVolumeSource " +
        "persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:any portworxVolume:any " +
        "projected:ProjectedVolumeSource quobyte:any rbd:any scaleIO:any secret:SecretVolumeSource " +
        "storageos:any vsphereVolume:any",
    VolumeDevice: "devicePath:text name:text",
    VolumeMount:
        "mountPath:text mountPropagation:text name:text readOnly:boolean recursiveReadOnly:text subPath:text " +
        "subPathExpr:text",
    VolumeProjection:
        "clusterTrustBundle:any configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection " +
        "podCertificate:any secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection",
    VolumeResourceRequirements: "limits:{quantity requests:{quantity",
    WeightedPodAffinityTerm: "podAffinityTerm:PodAffinityTerm weight:number",
} as const satisfies Readonly<Record<string, string>>;

export type FieldsType = keyof typeof FIELDS;

/** What each field of the type holds. */
export function fieldKinds(type: FieldsType): ReadonlyMap<string, string> {
    return new Map(FIELDS[type].split(" ").map((field) => field.split(":") as [string, string]));
}

/** Whether a kind is a type that has fields of its own. */
export function isFieldsType(kind: string): kind is FieldsType {
    return Object.hasOwn(FIELDS, kind);
}

export const FIELDS_TYPES = Object.keys(FIELDS) as FieldsType[];
