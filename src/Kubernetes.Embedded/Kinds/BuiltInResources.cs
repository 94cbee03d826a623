using MeshActors.Kubernetes.Embedded.Defaults;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;
using MeshActors.Kubernetes.Embedded.Tables;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>The built-in resources: a table of names, with the rules of each kind beside it.</summary>
internal static class BuiltInResources
{
    private const string Admission = "admissionregistration.k8s.io";
    private const string Authentication = "authentication.k8s.io";
    private const string Authorization = "authorization.k8s.io";
    private const string Rbac = "rbac.authorization.k8s.io";

    public static IReadOnlyList<ResourceDefinition> All(Func<ResourceId, KindRules> rules) =>
    [
        .. Core().Concat(Workloads()).Concat(Others()).Select(r => r.Rules == KindRules.None ? r with { Rules = rules(r.Id) } : r),
    ];

    private static IEnumerable<ResourceDefinition> Core() =>
    [
        Define("", "v1", "namespaces", "Namespace", "core", short1: "ns", namespaced: false, status: true, fields: ["status.phase"]),
        Define("", "v1", "pods", "Pod", "core", short1: "po", status: true, all: true, fields: ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"]),
        Define("", "v1", "services", "Service", "core", short1: "svc", status: true, all: true, fields: ["spec.clusterIP", "spec.type"]),
        Define("", "v1", "endpoints", "Endpoints", "core", short1: "ep", singular: "endpoints"),
        Define("", "v1", "configmaps", "ConfigMap", "core", short1: "cm"),
        Define("", "v1", "secrets", "Secret", "core", fields: ["type"]),
        Define("", "v1", "serviceaccounts", "ServiceAccount", "core", short1: "sa"),
        Define("", "v1", "nodes", "Node", "core", short1: "no", namespaced: false, status: true, fields: ["spec.unschedulable"]),
        Define("", "v1", "events", "Event", "core", short1: "ev", fields: EventFields),
        Define("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", "core", short1: "pvc", status: true),
        Define("", "v1", "persistentvolumes", "PersistentVolume", "core", short1: "pv", namespaced: false, status: true),
        Define("", "v1", "resourcequotas", "ResourceQuota", "core", short1: "quota", status: true),
        Define("", "v1", "limitranges", "LimitRange", "core", short1: "limits"),
        Define("", "v1", "podtemplates", "PodTemplate", "core"),
        Define("", "v1", "replicationcontrollers", "ReplicationController", "core", short1: "rc", status: true, all: true, scale: true),
    ];

    private static readonly string[] EventFields =
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
        "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
    ];

    private static IEnumerable<ResourceDefinition> Workloads() =>
    [
        Define("apps", "v1", "deployments", "Deployment", "apps", short1: "deploy", status: true, all: true, scale: true),
        Define("apps", "v1", "replicasets", "ReplicaSet", "apps", short1: "rs", status: true, all: true, scale: true),
        Define("apps", "v1", "statefulsets", "StatefulSet", "apps", short1: "sts", status: true, all: true, scale: true),
        Define("apps", "v1", "daemonsets", "DaemonSet", "apps", short1: "ds", status: true, all: true),
        Define("apps", "v1", "controllerrevisions", "ControllerRevision", "apps"),
        Define("batch", "v1", "jobs", "Job", "batch", status: true, all: true),
        Define("batch", "v1", "cronjobs", "CronJob", "batch", short1: "cj", status: true, all: true),
        Define("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "autoscaling", short1: "hpa", status: true, all: true) with
        {
            Versions =
            [
                Version("autoscaling", "v2", "horizontalpodautoscalers", "autoscaling.HorizontalPodAutoscaler", status: true, scale: false),
                Version("autoscaling", "v1", "horizontalpodautoscalers", "autoscaling1.HorizontalPodAutoscaler", status: true, scale: false) with
                {
                    Storage = false,
                    FromStorage = AutoscalerForms.ToVersion1,
                    ToStorage = AutoscalerForms.ToVersion2,
                },
            ],
        },
        Define("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "policy", short1: "pdb", status: true),
        Define("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", "scheduling", short1: "pc", namespaced: false),
        Define("storage.k8s.io", "v1", "storageclasses", "StorageClass", "storage", short1: "sc", namespaced: false),
    ];

    private static IEnumerable<ResourceDefinition> Others() =>
    [
        Define("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", "discovery"),
        Define("coordination.k8s.io", "v1", "leases", "Lease", "coordination"),
        Define("networking.k8s.io", "v1", "ingresses", "Ingress", "networking", short1: "ing", singular: "ingress", status: true),
        Define("networking.k8s.io", "v1", "ingressclasses", "IngressClass", "networking", singular: "ingressclass", namespaced: false),
        Define("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "networking", short1: "netpol", singular: "networkpolicy"),
        Define(Admission, "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", "admissionregistration", namespaced: false),
        Define(Admission, "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", "admissionregistration", namespaced: false),
        Define("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", "apiextensions", short1: "crd", namespaced: false, status: true),
        Define(Rbac, "v1", "roles", "Role", "rbac"),
        Define(Rbac, "v1", "clusterroles", "ClusterRole", "rbac", namespaced: false),
        Define(Rbac, "v1", "rolebindings", "RoleBinding", "rbac"),
        Define(Rbac, "v1", "clusterrolebindings", "ClusterRoleBinding", "rbac", namespaced: false),
        Define("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", "certificates", short1: "csr", namespaced: false, status: true, fields: ["spec.signerName"]),
        Define("events.k8s.io", "v1", "events", "Event", "events", short1: "ev", fields: ["reason", "type", "regarding.name", "regarding.kind"]) with
        {
            SharedStorage = new ResourceId("", "events"),
            Versions = [Version("events.k8s.io", "v1", "events", "events.Event", status: false, scale: false) with { FromStorage = EventForms.FromCore, ToStorage = EventForms.ToCore }],
        },
        Virtual(Authentication, "tokenreviews", "TokenReview", "authentication"),
        Virtual(Authentication, "selfsubjectreviews", "SelfSubjectReview", "authentication"),
        Virtual(Authorization, "subjectaccessreviews", "SubjectAccessReview", "authorization"),
        Virtual(Authorization, "selfsubjectaccessreviews", "SelfSubjectAccessReview", "authorization"),
        Virtual(Authorization, "selfsubjectrulesreviews", "SelfSubjectRulesReview", "authorization"),
        Virtual(Authorization, "localsubjectaccessreviews", "LocalSubjectAccessReview", "authorization") with { Namespaced = true },
    ];

    private static ResourceDefinition Virtual(string group, string resource, string kind, string schema)
        => Define(group, "v1", resource, kind, schema, namespaced: false) with { IsVirtual = true };

    private static ResourceDefinition Define(
        string group,
        string version,
        string resource,
        string kind,
        string schema,
        string? short1 = null,
        string? singular = null,
        bool namespaced = true,
        bool status = false,
        bool scale = false,
        bool all = false,
        string[]? fields = null)
        => new()
        {
            Id = new ResourceId(group, resource),
            Kind = kind,
            Singular = singular ?? kind.ToLowerInvariant(),
            ListKindName = kind == "Endpoints" ? "EndpointsList" : null,
            Namespaced = namespaced,
            ShortNames = short1 is null ? [] : [short1],
            Categories = all ? ["all"] : [],
            SelectableFields = fields ?? [],
            Versions = [Version(group, version, resource, $"{schema}.{kind}", status, scale)],
        };

    private static ServedVersion Version(string group, string version, string resource, string type, bool status, bool scale)
        => new(version, BuiltInSchemas.Get(type))
        {
            StatusSubresource = status,
            Scale = scale ? ScalePaths.Workload : null,
            Columns = BuiltInColumns.Of(group, resource),
        };
}
