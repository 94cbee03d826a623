using MeshActors.Mesh.Configuration;

namespace MeshActors.Translation.Listeners;

/// <summary>Protocols by which filter chains are chosen, as the inspectors and ALPN tell them.</summary>
internal static class SniffedProtocols
{
    public const string RawBuffer = "raw_buffer";
    public const string Tls = "tls";

    private static readonly ValueList<string> Http11AndLater = ["http/1.1", "h2c"];
    private static readonly ValueList<string> AnyHttp = ["http/1.0", "http/1.1", "h2c"];

    /// <summary>
    /// HTTP as the HTTP inspector finds it. Where HTTP/1.0 is not taken it is not among them: it passes as plain TCP.
    /// </summary>
    public static ValueList<string> PlainHttp(MeshFeatures features) => features.Http10 ? AnyHttp : Http11AndLater;

    /// <summary>HTTP from a mesh peer.</summary>
    public static readonly ValueList<string> MeshHttp = ["istio-http/1.0", "istio-http/1.1", "istio-h2"];

    /// <summary>Anything but HTTP from a mesh peer.</summary>
    public static readonly ValueList<string> MeshTcp = ["istio-peer-exchange", "istio"];

    /// <summary>Anything from a mesh peer.</summary>
    public static readonly ValueList<string> Mesh = ["istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2"];
}
