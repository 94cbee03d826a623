using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Conditions on a request; all of them have to hold.</summary>
public sealed record HttpMatchRequest
{
    public string Name { get; init; } = "";

    public StringMatch? Uri { get; init; }

    public StringMatch? Scheme { get; init; }

    public StringMatch? Method { get; init; }

    public StringMatch? Authority { get; init; }

    /// <summary>Conditions by header name; a condition without members asks for presence.</summary>
    public IReadOnlyDictionary<string, StringMatch> Headers { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    /// <summary>The port of the listener; zero for any.</summary>
    public int Port { get; init; }

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public IReadOnlyDictionary<string, StringMatch> QueryParams { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    public bool IgnoreUriCase { get; init; }

    public IReadOnlyDictionary<string, StringMatch> WithoutHeaders { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    public string SourceNamespace { get; init; } = "";

    public string StatPrefix { get; init; } = "";

    internal static HttpMatchRequest Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Uri = fields.Message("uri", StringMatch.Read),
        Scheme = fields.Message("scheme", StringMatch.Read),
        Method = fields.Message("method", StringMatch.Read),
        Authority = fields.Message("authority", StringMatch.Read),
        Headers = fields.MessageMap("headers", StringMatch.Read),
        Port = fields.Int32("port"),
        SourceLabels = fields.TextMap("sourceLabels"),
        Gateways = fields.Texts("gateways"),
        QueryParams = fields.MessageMap("queryParams", StringMatch.Read),
        IgnoreUriCase = fields.Flag("ignoreUriCase"),
        WithoutHeaders = fields.MessageMap("withoutHeaders", StringMatch.Read),
        SourceNamespace = fields.Text("sourceNamespace"),
        StatPrefix = fields.Text("statPrefix"),
    };
}
