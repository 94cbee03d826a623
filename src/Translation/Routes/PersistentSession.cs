using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.StatefulSession.V3;
using Envoy.Extensions.Http.StatefulSession.Cookie.V3;
using Envoy.Extensions.Http.StatefulSession.Header.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>Sessions that a service's labels ask for, where the installation has them on: clients come back to the same pod.</summary>
/// <param name="Name">The cookie, or the header.</param>
/// <param name="CookiePath">Null for a header.</param>
internal sealed record PersistentSession(string Name, string? CookiePath)
{
    public const string FilterName = "envoy.filters.http.stateful_session";

    /// <summary>The filter that routes tell about sessions; by itself it does nothing.</summary>
    public static readonly StatefulSession Nothing = new();

    /// <returns>null for a service that asks for none</returns>
    public static PersistentSession? Of(Service? service, MeshFeatures features)
    {
        if (service is null || !features.PersistentSessions)
        {
            return null;
        }

        if (service.Labels.GetValueOrDefault(features.SessionLabel) is { Length: > 0 } cookie)
        {
            var colon = cookie.IndexOf(':');
            return colon < 0 ? new(cookie, "/") : new(cookie[..colon], cookie[(colon + 1)..]);
        }

        return service.Labels.GetValueOrDefault(features.SessionHeaderLabel) is { Length: > 0 } header ? new(header, null) : null;
    }

    /// <summary>
    /// Of the destinations of a route one alone can have sessions: the first that asks for them, unless one that does not
    /// comes behind it, as in Istio.
    /// </summary>
    public static PersistentSession? Choose(IEnumerable<PersistentSession?> destinations)
    {
        PersistentSession? chosen = null;
        foreach (var session in destinations)
        {
            if (chosen is not null && session is not null)
            {
                break;
            }

            chosen = session;
        }

        return chosen;
    }

    /// <summary>Without an age: the cookie goes when the browser does.</summary>
    public StatefulSession Filter() => new()
    {
        SessionState = CookiePath is null
            ? State("envoy.http.stateful_session.header", EnvoyAny.Pack(new HeaderBasedSessionState { Name = Name }))
            : State("envoy.http.stateful_session.cookie", EnvoyAny.Pack(new CookieBasedSessionState { Cookie = new() { Name = Name, Path = CookiePath } })),
    };

    public Any PerRoute() => EnvoyAny.Pack(new StatefulSessionPerRoute { StatefulSession = Filter() });

    private static TypedExtensionConfig State(string name, Any config) => new() { Name = name, TypedConfig = config };
}
