using System.Globalization;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Wire;
using RouteMatch = Envoy.Config.Route.V3.RouteMatch;

namespace MeshActors.Translation.Routes;

/// <summary>Routes where no VirtualService says otherwise.</summary>
internal static class DefaultRoutes
{
    public const string Name = "default";

    private const int MostDigits = 11;

    private static readonly uint MatchTag = Tags.Message(Route.MatchFieldNumber);
    private static readonly uint PrefixTag = Tags.Message(RouteMatch.PrefixFieldNumber);
    private static readonly uint ActionTag = Tags.Message(Route.Route_FieldNumber);
    private static readonly uint ClusterTag = Tags.Message(RouteAction.ClusterFieldNumber);
    private static readonly uint DecoratorTag = Tags.Message(Route.DecoratorFieldNumber);
    private static readonly uint OperationTag = Tags.Message(Decorator.OperationFieldNumber);
    private static readonly uint NameTag = Tags.Message(Route.NameFieldNumber);

    /// <param name="cluster">Where everything goes.</param>
    /// <param name="operation">The name of the operation in traces.</param>
    /// <param name="retries">The mesh's retry policy.</param>
    /// <param name="hash">How the cluster's consistent hash finds its key; null without one.</param>
    public static Route Outbound(string cluster, string operation, HttpRetry? retries, ConsistentHashLb? hash)
    {
        var action = ActionOf(retries, hash);
        action.Cluster = cluster;
        return ToEverything(operation, action);
    }

    /// <summary>The fields of the outbound action but for its cluster, which is the first of them.</summary>
    public static byte[] EncodeAction(HttpRetry? retries, ConsistentHashLb? hash) => ActionOf(retries, hash).ToByteArray();

    /// <summary>
    /// Writes what <see cref="Outbound"/> makes for a port of a service as a field of virtual hosts: see <see cref="Naming.ClusterName"/> and
    /// <see cref="HostDomains.WithPort"/>.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="route">The service and its port.</param>
    /// <param name="action">What <see cref="EncodeAction"/> gave.</param>
    public static void Write(ref ReverseWriter output, ServiceRoute route, ReadOnlySpan<byte> action)
    {
        var (host, start) = (route.Host, output.Written);
        Span<char> digits = stackalloc char[MostDigits];
        route.Port.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        var number = digits[..length];

        output.Text(NameTag, Name);
        var decorator = output.Written;
        output.Text("/*");
        output.Text(number);
        output.Letter(':');
        output.Text(HostDomains.Bracketed(host));
        output.Close(OperationTag, decorator);
        output.Close(DecoratorTag, decorator);
        var end = output.Written;
        output.Raw(action);
        var cluster = output.Written;
        output.Text(host);
        output.Text("||");
        output.Text(number);
        output.Text(Naming.Outbound + "|");
        output.Close(ClusterTag, cluster);
        output.Close(ActionTag, end);
        var match = output.Written;
        output.Text(PrefixTag, "/");
        output.Close(MatchTag, match);
        output.Close(EncodedRoute.FieldTag, start);
    }

    /// <param name="cluster">The inbound cluster.</param>
    /// <param name="operation">The name of the operation in traces.</param>
    /// <param name="retries">The mesh's policy for inbound retries.</param>
    /// <param name="isGrpc">Streams must not be retried.</param>
    public static Route Inbound(string cluster, string operation, HttpRetry? retries, bool isGrpc)
    {
        var none = TimeSpan.Zero.ToProto();
        var action = new RouteAction
        {
            Cluster = cluster,
            Timeout = none,
            MaxStreamDuration = new() { MaxStreamDuration_ = none, GrpcTimeoutHeaderMax = none },
            RetryPolicy = isGrpc ? null : RouteRetries.Inbound(retries),
        };
        return ToEverything(operation, action);
    }

    private static RouteAction ActionOf(HttpRetry? retries, ConsistentHashLb? hash)
    {
        var action = new RouteAction { RetryPolicy = RouteRetries.Outbound(retries, isHashed: false) };
        RouteForwarding.SetTimeout(action, null, isProxylessGrpc: false);
        if (HashPolicies.Of(hash) is { } policy)
        {
            action.HashPolicy.Add(policy);
        }

        return action;
    }

    private static Route ToEverything(string operation, RouteAction action) => new()
    {
        Name = Name,
        Match = new() { Prefix = "/" },
        Decorator = new() { Operation = operation },
        Route_ = action,
    };
}
