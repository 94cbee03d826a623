namespace MeshActors.XdsLoad.Wire;

/// <summary>What a response brings, as far as a proxy must know it to answer. Filled anew for every response.</summary>
internal sealed class ScannedResponse(TextPool pool, ResourceCatalog catalog)
{
    private const int TypeUrlOfAny = 1;
    private const int ValueOfAny = 2;
    private const int NameOfResource = 3;
    private const int VersionOfResource = 1;
    private const int AnyOfResource = 2;

    // Clusters, load assignments, listeners and route configurations all begin with their name.
    private const int NameOfContent = 1;

    private readonly List<(string Name, string Version, CatalogEntry Entry)> _resources = [];
    private readonly List<string> _removed = [];
    private (byte[] Bytes, string Text) _lastType = ([], "");

    public string TypeUrl { get; private set; } = "";

    public string Nonce { get; private set; } = "";

    /// <summary>State of the world only.</summary>
    public string Version { get; private set; } = "";

    public IReadOnlyList<(string Name, string Version, CatalogEntry Entry)> Resources => _resources;

    public IReadOnlyList<string> Removed => _removed;

    /// <summary>Reads a <c>DeltaDiscoveryResponse</c>.</summary>
    public void ReadDelta(ReadOnlySpan<byte> message)
    {
        const int resources = 2;
        const int typeUrl = 4;
        const int removed = 6;
        const int nonce = 5;
        Clear();
        TypeUrl = pool.Of(FieldScanner.Find(message, typeUrl));
        var fields = new FieldScanner(message);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case resources:
                    AddResource(fields.Value);
                    break;
                case removed:
                    _removed.Add(pool.Of(fields.Value));
                    break;
                case nonce:
                    Nonce = pool.Of(fields.Value);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Reads a <c>DiscoveryResponse</c>.</summary>
    public void ReadStateOfTheWorld(ReadOnlySpan<byte> message)
    {
        const int version = 1;
        const int resources = 2;
        const int typeUrl = 4;
        const int nonce = 5;
        Clear();
        var fields = new FieldScanner(message);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case version:
                    Version = pool.Of(fields.Value);
                    break;
                case resources:
                    AddContent(fields.Value, default, default);
                    break;
                case typeUrl:
                    TypeUrl = pool.Of(fields.Value);
                    break;
                case nonce:
                    Nonce = pool.Of(fields.Value);
                    break;
                default:
                    break;
            }
        }
    }

    private void AddResource(ReadOnlySpan<byte> resource)
    {
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> version = default;
        ReadOnlySpan<byte> any = default;
        var fields = new FieldScanner(resource);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case NameOfResource:
                    name = fields.Value;
                    break;
                case VersionOfResource:
                    version = fields.Value;
                    break;
                case AnyOfResource:
                    any = fields.Value;
                    break;
                default:
                    break;
            }
        }

        AddContent(any, name, version);
    }

    private void AddContent(ReadOnlySpan<byte> any, ReadOnlySpan<byte> name, ReadOnlySpan<byte> version)
    {
        var typeUrl = TypeUrlOf(FieldScanner.Find(any, TypeUrlOfAny));
        var content = FieldScanner.Find(any, ValueOfAny);
        var text = pool.Of(name.IsEmpty ? FieldScanner.Find(content, NameOfContent) : name);
        _resources.Add((text, pool.Of(version), catalog.Find(typeUrl, text, content)));
    }

    // A thousand resources of one response have one type.
    private string TypeUrlOf(ReadOnlySpan<byte> typeUrl)
    {
        if (!typeUrl.SequenceEqual(_lastType.Bytes))
        {
            _lastType = (typeUrl.ToArray(), pool.Of(typeUrl));
        }

        return _lastType.Text;
    }

    private void Clear()
    {
        _resources.Clear();
        _removed.Clear();
        Version = "";
        Nonce = "";
    }
}
