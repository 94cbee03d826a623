using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Xds;

/// <summary>A case of kind <c>xds</c>: one mesh and the proxies that connect to it.</summary>
/// <param name="Cluster">the id of the main cluster, whose objects are in <c>input.yaml</c></param>
/// <param name="SecretAccess">whether the gateways' service accounts may read Secrets</param>
/// <param name="RemoteClusters">further clusters, with their objects in <c>cluster-ID.yaml</c></param>
public sealed record XdsCase(
    CaseFile File,
    string Cluster,
    bool SecretAccess,
    IReadOnlyList<string> RemoteClusters,
    IReadOnlyList<XdsProxy> Proxies)
{
    public static XdsCase Read(CaseFile file) => new(
        file,
        file.Content.GetProperty("cluster").GetString()!,
        file.Content.GetProperty("secretAccess").GetBoolean(),
        [.. file.Content.GetProperty("remoteClusters").EnumerateArray().Select(id => id.GetString()!)],
        [.. file.Content.GetProperty("proxies").EnumerateArray().Select(XdsProxy.Read)]);
}
