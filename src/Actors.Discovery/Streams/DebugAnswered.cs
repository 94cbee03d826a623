using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>A debug question of the stream has its answer.</summary>
internal sealed record DebugAnswered(string TypeUrl, IReadOnlyList<DebugResource> Resources) : IDeadLetterSuppression
{
    public EncodedMessage Compose(EncodedMessageBuilder builder, string nonce, string controlPlane, bool isDelta) =>
        builder.Append(isDelta ? Delta(nonce, controlPlane) : StateOfTheWorld(nonce, controlPlane)).Build();

    private byte[] Delta(string nonce, string controlPlane) => new DeltaDiscoveryResponse
    {
        TypeUrl = TypeUrl,
        Nonce = nonce,
        ControlPlane = new() { Identifier = controlPlane },
        Resources = { Resources.Select(resource => new Resource { Name = resource.Name, Resource_ = resource.Content }) },
    }.ToByteArray();

    private byte[] StateOfTheWorld(string nonce, string controlPlane) => new DiscoveryResponse
    {
        TypeUrl = TypeUrl,
        Nonce = nonce,
        VersionInfo = nonce,
        ControlPlane = new() { Identifier = controlPlane },
        Resources = { Resources.Select(resource => resource.Content) },
    }.ToByteArray();
}
