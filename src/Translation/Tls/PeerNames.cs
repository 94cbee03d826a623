using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Tls;

/// <summary>The names that a peer's certificate may carry.</summary>
internal static class PeerNames
{
    public static CertificateValidationContext With(this CertificateValidationContext context, IEnumerable<StringMatcher> names)
    {
#pragma warning disable CS0612 // Istio still speaks the untyped form, which every Envoy knows.
        context.MatchSubjectAltNames.AddRange(names);
#pragma warning restore CS0612
        return context;
    }
}
