using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Everything that the routes of a VirtualService are made of, for one port. Proxies that agree on it share the routes.
/// </summary>
internal sealed class RouteInputs : IEquatable<RouteInputs>
{
    public required Config<VirtualService> Config { get; init; }

    /// <summary>The port that clients use.</summary>
    public required int Port { get; init; }

    public required bool IsTls { get; init; }

    /// <summary>The HTTP routes and matches that count for the proxy.</summary>
    public required ValueList<RouteChoice> Choices { get; init; }

    /// <summary>What the destinations of those routes lead to.</summary>
    public required ValueList<RouteTarget> Targets { get; init; }

    /// <summary>The mesh's retry policy, for routes without one.</summary>
    public required HttpRetry? DefaultRetries { get; init; }

    public required bool AppendsForwardedHost { get; init; }

    public required bool IsProxylessGrpc { get; init; }

    /// <summary>Whether mirrored requests are for hosts with <c>-shadow</c> behind.</summary>
    public bool MarksMirrors { get; init; }

    /// <summary>Whether clients are told that the port speaks HTTP/3 too.</summary>
    public bool OffersHttp3 { get; init; }

    /// <summary>The inputs of routes that are the same whatever server they are for.</summary>
    public RouteInputs ForAnyServer() => new()
    {
        Config = Config,
        Port = 0,
        IsTls = false,
        Choices = Choices,
        Targets = Targets,
        DefaultRetries = DefaultRetries,
        AppendsForwardedHost = AppendsForwardedHost,
        IsProxylessGrpc = IsProxylessGrpc,
        MarksMirrors = MarksMirrors,
    };

    public bool Equals(RouteInputs? other) =>
        other is not null
        && ReferenceEquals(Config, other.Config)
        && Port == other.Port
        && IsTls == other.IsTls
        && ReferenceEquals(DefaultRetries, other.DefaultRetries)
        && AppendsForwardedHost == other.AppendsForwardedHost
        && IsProxylessGrpc == other.IsProxylessGrpc
        && MarksMirrors == other.MarksMirrors
        && OffersHttp3 == other.OffersHttp3
        && Choices.Equals(other.Choices)
        && Targets.Equals(other.Targets);

    public override bool Equals(object? obj) => Equals(obj as RouteInputs);

    /// <summary>What tells most inputs apart: proxies agree on nearly all else.</summary>
    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Config), Port, IsTls, Choices.Count, Targets.Count);
}
