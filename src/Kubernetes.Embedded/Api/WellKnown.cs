using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The resources that the server itself works with.</summary>
public static class WellKnown
{
    public static readonly ResourceId Namespaces = new("", "namespaces");
    public static readonly ResourceId Pods = new("", "pods");
    public static readonly ResourceId Services = new("", "services");
    public static readonly ResourceId Endpoints = new("", "endpoints");
    public static readonly ResourceId ConfigMaps = new("", "configmaps");
    public static readonly ResourceId Secrets = new("", "secrets");
    public static readonly ResourceId ServiceAccounts = new("", "serviceaccounts");
    public static readonly ResourceId Nodes = new("", "nodes");
    public static readonly ResourceId Events = new("", "events");
    public static readonly ResourceId Deployments = new("apps", "deployments");
    public static readonly ResourceId ReplicaSets = new("apps", "replicasets");
    public static readonly ResourceId StatefulSets = new("apps", "statefulsets");
    public static readonly ResourceId DaemonSets = new("apps", "daemonsets");
    public static readonly ResourceId EndpointSlices = new("discovery.k8s.io", "endpointslices");
    public static readonly ResourceId Leases = new("coordination.k8s.io", "leases");
    public static readonly ResourceId CustomResourceDefinitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    public static readonly ResourceId MutatingWebhooks = new("admissionregistration.k8s.io", "mutatingwebhookconfigurations");
    public static readonly ResourceId ValidatingWebhooks = new("admissionregistration.k8s.io", "validatingwebhookconfigurations");
    public static readonly ResourceId Roles = new("rbac.authorization.k8s.io", "roles");
    public static readonly ResourceId ClusterRoles = new("rbac.authorization.k8s.io", "clusterroles");
    public static readonly ResourceId RoleBindings = new("rbac.authorization.k8s.io", "rolebindings");
    public static readonly ResourceId ClusterRoleBindings = new("rbac.authorization.k8s.io", "clusterrolebindings");
}
