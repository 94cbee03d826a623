namespace MeshActors.Actors.Remote;

/// <summary>
/// The version of the link's frames (<c>link.proto</c>): 2 since all that crosses is protobuf. Peers of another version are refused
/// until their upgrade is through; fields that are added need no new one.
/// </summary>
internal static class LinkProtocol
{
    public const int Version = 2;
}
