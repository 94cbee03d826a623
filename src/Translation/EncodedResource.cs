namespace MeshActors.Translation;

/// <summary>
/// A resource as it goes on every stream: encoded once, shared by all proxies that receive it. Compared by reference;
/// equal content has an equal <see cref="Version"/>.
/// </summary>
public sealed class EncodedResource
{
    public EncodedResource(string name, string typeUrl, ReadOnlyMemory<byte> value)
    {
        Name = name;
        TypeUrl = typeUrl;
        Value = value;
        Version = ContentHash.Of(value.Span);
    }

    public string Name { get; }

    /// <summary>For instance <c>type.googleapis.com/envoy.config.cluster.v3.Cluster</c>.</summary>
    public string TypeUrl { get; }

    /// <summary>The encoded message: the <c>value</c> of the Any.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    public ContentHash Version { get; }
}
