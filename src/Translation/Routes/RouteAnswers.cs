using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.Mesh.Networking;
using ResponseCode = Envoy.Config.Route.V3.RedirectAction.Types.RedirectResponseCode;

namespace MeshActors.Translation.Routes;

/// <summary>Routes that the proxy answers itself.</summary>
internal static class RouteAnswers
{
    /// <summary>A redirect code that Envoy does not have leaves the route without an action.</summary>
    public static void SetRedirect(Route route, HttpRedirect redirect, int port, bool isTls)
    {
        ResponseCode? code = redirect.RedirectCode switch
        {
            0 or 301 => ResponseCode.MovedPermanently,
            302 => ResponseCode.Found,
            303 => ResponseCode.SeeOther,
            307 => ResponseCode.TemporaryRedirect,
            308 => ResponseCode.PermanentRedirect,
            _ => null,
        };
        if (code is null)
        {
            return;
        }

        var action = new RedirectAction { HostRedirect = redirect.Authority, ResponseCode = code.Value };
        if (redirect.PrefixRewrite.Length > 0)
        {
            action.PrefixRewrite = redirect.PrefixRewrite;
        }
        else
        {
            action.PathRedirect = redirect.Uri;
        }

        if (redirect.Scheme.Length > 0)
        {
            action.SchemeRedirect = redirect.Scheme;
        }

        action.PortRedirect = RedirectPort(redirect, port, isTls);
        route.Redirect = action;
    }

    public static void SetDirectResponse(Route route, HttpDirectResponse response)
    {
        route.DirectResponse = new() { Status = response.Status };
        if (response.Body is { String: { } text })
        {
            route.DirectResponse.Body = new() { InlineString = text };
        }
        else if (response.Body is { Bytes: { } bytes })
        {
            route.DirectResponse.Body = new() { InlineBytes = ByteString.CopyFrom(bytes.Span) };
        }
    }

    /// <summary>0 for the default port of the scheme, which is not written into the location.</summary>
    private static uint RedirectPort(HttpRedirect redirect, int port, bool isTls)
    {
        // Envoy cannot take the port from the request, but routes are made for one port.
        var number = redirect.Port ?? (redirect.DerivePort == RedirectPortSelection.FromRequestPort ? port : 0);
        var scheme = redirect.Scheme.Length > 0 ? redirect.Scheme : isTls ? "https" : "http";
        return (number, scheme) is (80, "http") or (443, "https") ? 0 : (uint)number;
    }
}
