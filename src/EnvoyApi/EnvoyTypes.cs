using Google.Protobuf.Reflection;

namespace MeshActors.EnvoyApi;

/// <summary>Every message that this project generates, by its full proto name.</summary>
public static class EnvoyTypes
{
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles(EnvoyFiles.All);

    /// <summary>The message that a type URL names (what follows its last slash), or null for one that is not known here.</summary>
    public static MessageDescriptor? Find(string typeUrl) => Registry.Find(typeUrl[(typeUrl.LastIndexOf('/') + 1)..]);
}
