using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Listeners;

/// <summary>One of the ways in which connections to a port are told apart.</summary>
/// <param name="IsHttp">Whether what matches is HTTP.</param>
/// <param name="EndsTls">Whether the workload's mutual TLS ends here.</param>
internal sealed record InboundMatch(ValueList<string> ApplicationProtocols, string TransportProtocol, bool IsHttp, bool EndsTls);

/// <summary>How connections to a port are told apart, by its protocol and the mutual TLS that is demanded.</summary>
internal static class InboundMatches
{
    private const string Raw = SniffedProtocols.RawBuffer;
    private const string Tls = SniffedProtocols.Tls;

    private static readonly InboundMatch PlainHttp = new(SniffedProtocols.PlainHttp(MeshFeatures.Default), Raw, IsHttp: true, EndsTls: false);
    private static readonly InboundMatch AnyPlainHttp = new([], Raw, IsHttp: true, EndsTls: false);
    private static readonly InboundMatch PlainTcp = new([], Raw, IsHttp: false, EndsTls: false);
    private static readonly InboundMatch ForeignTls = new([], Tls, IsHttp: false, EndsTls: false);
    private static readonly InboundMatch MutualHttp = new(SniffedProtocols.MeshHttp, Tls, IsHttp: true, EndsTls: true);
    private static readonly InboundMatch MutualTcp = new(SniffedProtocols.MeshTcp, Tls, IsHttp: false, EndsTls: true);
    private static readonly InboundMatch AnyMutualHttp = new(SniffedProtocols.Mesh, Tls, IsHttp: true, EndsTls: true);
    private static readonly InboundMatch AnyMutualTcp = new(SniffedProtocols.Mesh, Tls, IsHttp: false, EndsTls: true);
    private static readonly InboundMatch StrictHttp = new([], Tls, IsHttp: true, EndsTls: true);
    private static readonly InboundMatch StrictTcp = new([], Tls, IsHttp: false, EndsTls: true);

    public static IReadOnlyList<InboundMatch> Of(Protocol protocol, MutualTlsMode mode, MeshFeatures features)
    {
        var matches = Of(protocol, mode);
        return features.Http10
            ? [.. matches.Select(match => ReferenceEquals(match, PlainHttp) ? PlainHttp with { ApplicationProtocols = SniffedProtocols.PlainHttp(features) } : match)]
            : matches;
    }

    /// <summary>All connections are TLS, and end here.</summary>
    public static IReadOnlyList<InboundMatch> OfTlsAlone(Protocol protocol) => [Kind(protocol) == ListenerKind.Http ? StrictHttp : StrictTcp];

    private static IReadOnlyList<InboundMatch> Of(Protocol protocol, MutualTlsMode mode) => (Kind(protocol), mode) switch
    {
        (ListenerKind.Http, MutualTlsMode.Strict) => [StrictHttp],
        (ListenerKind.Http, MutualTlsMode.Permissive) => [AnyMutualHttp, AnyPlainHttp],
        (ListenerKind.Http, _) => [AnyPlainHttp],
        (ListenerKind.Sniffed, MutualTlsMode.Strict) => [MutualHttp, StrictTcp],

        // TLS that is not the mesh's is the application's own business.
        (ListenerKind.Sniffed, MutualTlsMode.Permissive) => [MutualHttp, PlainHttp, MutualTcp, PlainTcp, ForeignTls],
        (ListenerKind.Sniffed, _) => [PlainHttp, PlainTcp],
        (_, MutualTlsMode.Strict) => [StrictTcp],
        (_, MutualTlsMode.Permissive) => [AnyMutualTcp, ForeignTls, PlainTcp],
        _ => [PlainTcp],
    };

    private static ListenerKind Kind(Protocol protocol) =>
        protocol.IsHttp() ? ListenerKind.Http : protocol.IsTcp() || protocol == Protocol.Udp ? ListenerKind.Tcp : ListenerKind.Sniffed;

    private enum ListenerKind
    {
        Tcp,
        Http,
        Sniffed,
    }
}
