using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Controllers;
using MeshActors.Kubernetes.Embedded.Crds;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Which rules each built-in kind follows beyond its schema.</summary>
internal sealed class BuiltInRules(ObjectStore store, IPNetwork serviceNetwork, TimeProvider clock)
{
    private static readonly KindRules Uncounted = new() { CountsGeneration = false };

    public KindRules Of(ResourceId id) => (id.Group, id.Resource) switch
    {
        ("", "namespaces") => NamespaceRules.Rules,
        ("", "pods") => new PodRules(store).Rules,
        ("", "podtemplates") => Uncounted,
        ("", "services") => new ServiceRules(store, serviceNetwork).Rules,
        ("", "secrets") => SecretRules.Rules,
        ("", "configmaps") => ConfigMapRules.Rules,
        ("", "events") or ("events.k8s.io", "events") => Uncounted,
        ("", "nodes" or "serviceaccounts" or "endpoints" or "persistentvolumes") => Uncounted,
        ("", "persistentvolumeclaims") => Uncounted with { PrepareCreate = claim => claim["status"] = new JsonObject { ["phase"] = "Pending" } },
        ("coordination.k8s.io", _) => Uncounted with { Validate = LeaseRules.Validate },
        ("apps", "deployments") => WorkloadRules.Deployments,
        ("apps", "replicasets" or "statefulsets" or "daemonsets") => WorkloadRules.Others,
        ("batch", "jobs") => WorkloadRules.Jobs,
        ("batch", "cronjobs") => WorkloadRules.CronJobs,
        ("rbac.authorization.k8s.io", _) => RbacRules.Rules,
        ("apiextensions.k8s.io", "customresourcedefinitions") => CrdRules.Rules,
        ("certificates.k8s.io", _) => new CertificateRequestRules(clock).Rules,
        ("admissionregistration.k8s.io", _) => WebhookRules.Rules,
        ("discovery.k8s.io", _) => new KindRules { Validate = EndpointSliceRules.Validate },
        _ => KindRules.None,
    };
}
