using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.TransportSockets.Quic.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Wire;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;
using Rds = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.Rds;

namespace MeshActors.Translation.Listeners;

/// <summary>
/// The filter chains of gateways' listeners as bytes: a listener may have one for each of a thousand servers, of which a change
/// touches one. Their HTTP connection managers differ in little but the name of their route configuration.
/// </summary>
internal sealed class GatewayChains
{
    /// <summary>Against clients that begin a TLS handshake and never end it.</summary>

    private static readonly uint ChainsTag = Tags.Message(Listener.FilterChainsFieldNumber);
    private static readonly uint FiltersTag = Tags.Message(FilterChain.FiltersFieldNumber);
    private static readonly uint FilterNameTag = Tags.Message(Filter.NameFieldNumber);
    private static readonly uint ConfigTag = Tags.Message(Filter.TypedConfigFieldNumber);
    private static readonly uint TypeUrlTag = Tags.Message(Any.TypeUrlFieldNumber);
    private static readonly uint ValueTag = Tags.Message(Any.ValueFieldNumber);
    private static readonly uint RdsTag = Tags.Message(Manager.RdsFieldNumber);
    private static readonly uint SourceTag = Tags.Message(Rds.ConfigSourceFieldNumber);
    private static readonly uint RouteNameTag = Tags.Message(Rds.RouteConfigNameFieldNumber);

    private readonly Memo<ChainKey, EncodedPart> _chains = new();
    private readonly Memo<ManagerKey, ManagerTemplate> _managers = new();
    private readonly Memo<SocketKey, TransportSocket> _sockets = new();

    /// <param name="inputs">The listener.</param>
    /// <param name="chain">One of its chains.</param>
    /// <param name="name">The listener's name.</param>
    /// <returns>The chain as a field of the listener.</returns>
    public EncodedPart Of(GatewayListenerInputs inputs, ChainInputs chain, string name) =>
        _chains.GetOrAdd(new(inputs.Settings, inputs.Policies, inputs.Extensions, name, inputs.IsQuic, chain), Build);

    public void Sweep()
    {
        _chains.Sweep();
        _managers.Sweep();
        _sockets.Sweep();
    }

    private EncodedPart Build(ChainKey key)
    {
        var (settings, chain) = (key.Settings, key.Chain);
        var result = new FilterChain
        {
            FilterChainMatch = ChainMatches.Of(chain),
            TransportSocketConnectTimeout = settings.HandshakeTimeout,
            TransportSocket = SocketOf(key),
        };
        var output = new ReverseWriter();
        try
        {
            if (chain.Http is { } http)
            {
                // Extensions of the network do not know UDP.
                result.Filters.AddRange(key.IsQuic ? [] : key.Extensions.Network.All);
                var bytes = EnvoyEncoding.ToBytes(result);
                var split = EncodedFields.StartOf(bytes, FilterChain.FiltersFieldNumber);
                output.Raw(bytes.AsSpan(split));
                Write(ref output, key, http.StatPrefix.Length > 0 ? http : http with { StatPrefix = StatNames.Delimited("outbound_" + key.ListenerName) });
                output.Raw(bytes.AsSpan(0, split));
            }
            else
            {
                result.Filters.AddRange(TcpChains.Build(settings, ListenerClass.Gateway, chain.Tcp!, key.Policies, key.Extensions));
                output.Raw(EnvoyEncoding.ToBytes(result));
            }

            output.Close(ChainsTag, 0);
            return new(output.ToArray());
        }
        finally
        {
            output.Dispose();
        }
    }

    // Stock Envoy has no certificate of the mesh to show: its servers take plain text where others end Istio's own mutual TLS.
    private TransportSocket? SocketOf(ChainKey key) =>
        key.Chain.Tls is not { } tls || (key.Settings.Proxy.StockEnvoy && tls.Mode == ServerTlsMode.IstioMutual)
            ? null
            : _sockets.GetOrAdd(new(key.Settings, tls, IsTcp: key.Chain.Tcp is not null, key.IsQuic), SocketOf);

    private static TransportSocket SocketOf(SocketKey key)
    {
        var context = GatewayTls.Of(key.Settings, key.Tls, key.IsTcp, key.IsQuic);
        return key.IsQuic
            ? new() { Name = "envoy.transport_sockets.quic", TypedConfig = EnvoyAny.Pack(new QuicDownstreamTransport { DownstreamTlsContext = context }) }
            : WorkloadTls.Socket(context);
    }

    private void Write(ref ReverseWriter output, ChainKey key, HttpChain http)
    {
        var template = _managers.GetOrAdd(
            new(key.Settings, key.Policies, key.Extensions, http with { RouteName = "" }),
            static of => ManagerTemplate.Of(HttpConnectionManagers.Build(of.Settings, of.Chain, of.Policies, of.Extensions)));
        var end = output.Written;
        output.Raw(template.After);
        var rds = output.Written;
        output.TextUnlessEmpty(RouteNameTag, http.RouteName);
        output.Raw(template.Source);
        output.Close(RdsTag, rds);
        output.Raw(template.Before);
        output.Close(ValueTag, end);
        output.Text(TypeUrlTag, template.TypeUrl);
        output.Close(ConfigTag, end);
        output.Text(FilterNameTag, template.Name);
        output.Close(FiltersTag, end);
    }

    /// <summary>A connection manager without the name of its route configuration, in pieces.</summary>
    /// <param name="Before">The fields before <c>rds</c>.</param>
    /// <param name="Source">The field of <c>rds</c> that tells where routes come from.</param>
    /// <param name="After">The fields after <c>rds</c>.</param>
    private sealed record ManagerTemplate(string Name, string TypeUrl, byte[] Before, byte[] Source, byte[] After)
    {
        public static ManagerTemplate Of(Filter filter)
        {
            var bytes = filter.TypedConfig.Value.ToByteArray();
            var before = EncodedFields.StartOf(bytes, Manager.StatPrefixFieldNumber);
            var after = EncodedFields.StartOf(bytes, Manager.RdsFieldNumber);
            var source = Manager.Parser.ParseFrom(bytes).Rds.ConfigSource.ToByteArray();
            var output = new ReverseWriter();
            try
            {
                output.Raw(source);
                output.Close(SourceTag, 0);
                return new(filter.Name, filter.TypedConfig.TypeUrl, bytes[..before], output.ToArray(), bytes[after..]);
            }
            finally
            {
                output.Dispose();
            }
        }
    }

    private readonly record struct ManagerKey(ListenerSettings Settings, ListenerPolicies Policies, ListenerExtensions Extensions, HttpChain Chain);

    /// <summary>Servers with the same TLS share its settings.</summary>
    private readonly record struct SocketKey(ListenerSettings Settings, ServerTlsSettings Tls, bool IsTcp, bool IsQuic);

    private readonly record struct ChainKey(
        ListenerSettings Settings, ListenerPolicies Policies, ListenerExtensions Extensions, string ListenerName, bool IsQuic, ChainInputs Chain)
    {
        /// <summary>What tells most chains apart.</summary>
        public override int GetHashCode() => Chain.Http is { } http ? HashCode.Combine(Settings, http.RouteName) : HashCode.Combine(Settings, Chain.SniHosts);
    }
}
