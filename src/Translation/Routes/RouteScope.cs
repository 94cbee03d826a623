using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Decides whether two proxies receive the same routes in a view: equal scopes, equal routes. A pure function of what the
/// translation of routes reads of a proxy.
/// </summary>
public sealed class RouteScope : IEquatable<RouteScope>
{
    private readonly ProxyRouteFacts _facts;
    private readonly ProxyType _type;
    private readonly ObjectReference? _sidecar;
    private readonly ValueList<GatewayPort> _ports;

    private RouteScope(TranslationContext context, IReadOnlyList<ServiceTarget> targets)
    {
        _facts = ProxyRouteFacts.Of(context);
        _type = context.Node.Type;
        _sidecar = context.Scope.Sidecar is { } sidecar ? new(sidecar.Kind.Kind, sidecar.Meta.Namespace, sidecar.Meta.Name) : null;

        // Only Gateways look at what a proxy serves: their ports are those of services.
        _ports = _type == ProxyType.Router
            ? [.. targets.Select(target => new GatewayPort(target.Service.Key, target.Port.Number, target.TargetPort))]
            : [];
    }

    /// <param name="context">The proxy in the view.</param>
    /// <param name="targets">The service ports that its workload serves; read for gateways only.</param>
    public static RouteScope Of(TranslationContext context, IReadOnlyList<ServiceTarget> targets) => new(context, targets);

    public bool Equals(RouteScope? other) =>
        other is not null && _type == other._type && _sidecar == other._sidecar && _facts.Equals(other._facts) && _ports.Equals(other._ports);

    public override bool Equals(object? obj) => Equals(obj as RouteScope);

    public override int GetHashCode() => HashCode.Combine(_type, _sidecar, _facts, _ports);

    private readonly record struct GatewayPort(ServiceKey Service, int Port, int TargetPort);
}
