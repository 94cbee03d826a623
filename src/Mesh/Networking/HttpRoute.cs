using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One rule for HTTP requests. The first rule that matches applies.</summary>
public sealed record HttpRoute
{
    public string Name { get; init; } = "";

    /// <summary>Alternatives; none matches every request.</summary>
    public IReadOnlyList<HttpMatchRequest> Match { get; init; } = [];

    public IReadOnlyList<HttpRouteDestination> Route { get; init; } = [];

    public HttpRedirect? Redirect { get; init; }

    public HttpDirectResponse? DirectResponse { get; init; }

    public Delegate? Delegate { get; init; }

    public HttpRewrite? Rewrite { get; init; }

    public TimeSpan? Timeout { get; init; }

    public HttpRetry? Retries { get; init; }

    public HttpFaultInjection? Fault { get; init; }

    /// <summary>The older form of <see cref="Mirrors"/>, for a single mirror.</summary>
    public Destination? Mirror { get; init; }

    public IReadOnlyList<HttpMirrorPolicy> Mirrors { get; init; } = [];

    /// <summary>The older form of <see cref="MirrorPercentage"/>, in whole percent.</summary>
    public uint? MirrorPercent { get; init; }

    public Percent? MirrorPercentage { get; init; }

    public CorsPolicy? CorsPolicy { get; init; }

    public Headers? Headers { get; init; }

    internal static HttpRoute Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Match = fields.Messages("match", HttpMatchRequest.Read),
        Route = fields.Messages("route", HttpRouteDestination.Read),
        Redirect = fields.Message("redirect", HttpRedirect.Read),
        DirectResponse = fields.Message("directResponse", HttpDirectResponse.Read),
        Delegate = fields.Message("delegate", Delegate.Read),
        Rewrite = fields.Message("rewrite", HttpRewrite.Read),
        Timeout = fields.Duration("timeout"),
        Retries = fields.Message("retries", HttpRetry.Read),
        Fault = fields.Message("fault", HttpFaultInjection.Read),
        Mirror = fields.Message("mirror", Destination.Read),
        Mirrors = fields.Messages("mirrors", HttpMirrorPolicy.Read),
        MirrorPercent = fields.UInt32OrNull("mirrorPercent"),
        MirrorPercentage = fields.Message("mirrorPercentage", Percent.Read),
        CorsPolicy = fields.Message("corsPolicy", CorsPolicy.Read),
        Headers = fields.Message("headers", Headers.Read),
    };
}
