using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>An authorizer that speaks HTTP.</summary>
public sealed record EnvoyExternalAuthorizationHttpProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public TimeSpan? Timeout { get; init; }

    public string PathPrefix { get; init; } = "";

    public bool FailOpen { get; init; }

    public bool ClearRouteCache { get; init; }

    public string StatusOnError { get; init; } = "";

    /// <summary>The older form of <see cref="IncludeRequestHeadersInCheck"/>.</summary>
    public IReadOnlyList<string> IncludeHeadersInCheck { get; init; } = [];

    public IReadOnlyList<string> IncludeRequestHeadersInCheck { get; init; } = [];

    public IReadOnlyDictionary<string, string> IncludeAdditionalHeadersInCheck { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public EnvoyExternalAuthorizationRequestBody? IncludeRequestBodyInCheck { get; init; }

    public IReadOnlyList<string> HeadersToUpstreamOnAllow { get; init; } = [];

    public IReadOnlyList<string> HeadersToDownstreamOnDeny { get; init; } = [];

    public IReadOnlyList<string> HeadersToDownstreamOnAllow { get; init; } = [];

    internal static EnvoyExternalAuthorizationHttpProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        Timeout = fields.Duration("timeout"),
        PathPrefix = fields.Text("pathPrefix"),
        FailOpen = fields.Flag("failOpen"),
        ClearRouteCache = fields.Flag("clearRouteCache"),
        StatusOnError = fields.Text("statusOnError"),
        IncludeHeadersInCheck = fields.Texts("includeHeadersInCheck"),
        IncludeRequestHeadersInCheck = fields.Texts("includeRequestHeadersInCheck"),
        IncludeAdditionalHeadersInCheck = fields.TextMap("includeAdditionalHeadersInCheck"),
        IncludeRequestBodyInCheck = fields.Message("includeRequestBodyInCheck", EnvoyExternalAuthorizationRequestBody.Read),
        HeadersToUpstreamOnAllow = fields.Texts("headersToUpstreamOnAllow"),
        HeadersToDownstreamOnDeny = fields.Texts("headersToDownstreamOnDeny"),
        HeadersToDownstreamOnAllow = fields.Texts("headersToDownstreamOnAllow"),
    };
}
