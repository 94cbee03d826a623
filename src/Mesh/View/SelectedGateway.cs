using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Mesh.View;

/// <summary>A Gateway that applies to a proxy.</summary>
/// <param name="Gateway">The object.</param>
/// <param name="ByLabels">Whether it selects workloads by labels, and does not name services.</param>
/// <param name="Targets">The ports of the proxy's services that count for it.</param>
internal sealed record SelectedGateway(Config<Gateway> Gateway, bool ByLabels, IReadOnlyList<ServiceTarget> Targets);
