namespace MeshActors.Actors.Remote;

/// <summary>The version of the link's frames. Peers of another version are refused until their upgrade is through.</summary>
internal static class LinkProtocol
{
    public const ulong Version = 1;
}
