using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>The whole input of the chain that leads to a service without any route.</summary>
/// <param name="Rule">The rule for the service; null without one.</param>
/// <param name="Ranges">The service's address ranges, where it has such.</param>
/// <param name="AliasDomain">The proxy's DNS domain where the chain matches SNI, which lists aliases by it; null where it does not.</param>
internal readonly record struct PlainChainKey(
    ListenerSettings Settings, Service Service, MeshPort Port, DestinationRule? Rule, ValueList<string> Ranges, string? AliasDomain);
