using System.Globalization;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Type.Matcher.V3;
using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using TcpExtAuthz = Envoy.Extensions.Filters.Network.ExtAuthz.V3.ExtAuthz;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Makes the filters that ask a provider.</summary>
internal static class AuthorizerConfig
{
    private const int MaxPort = 65535;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    /// <param name="provider">The provider.</param>
    /// <param name="hostname">Its service's host name; null where the mesh has no such service.</param>
    public static ExternalAuthorizer Of(EnvoyExternalAuthorizationGrpcProvider provider, string? hostname)
    {
        if (hostname is null || IsLoneWildcardHost(provider.Service) || provider.Port is < 1 or > MaxPort || !TryStatus(provider.StatusOnError, out var status))
        {
            return ExternalAuthorizer.Unusable;
        }

        var service = new Envoy.Config.Core.V3.GrpcService
        {
            EnvoyGrpc = new() { ClusterName = Naming.ClusterName(Naming.Outbound, "", hostname, provider.Port), Authority = hostname },
            Timeout = (provider.Timeout ?? DefaultTimeout).ToProto(),
        };
        return new(
            new()
            {
                StatusOnError = status,
                FailureModeAllow = provider.FailOpen,
                GrpcService = service,
                TransportApiVersion = ApiVersion.V3,
                WithRequestBody = Body(provider.IncludeRequestBodyInCheck),
            },
            new TcpExtAuthz
            {
                StatPrefix = AuthorizationFilters.TcpStatPrefix,
                FailureModeAllow = provider.FailOpen,
                TransportApiVersion = ApiVersion.V3,
                GrpcService = service,
            });
    }

    /// <inheritdoc cref="Of(EnvoyExternalAuthorizationGrpcProvider, string?)"/>
    public static ExternalAuthorizer Of(EnvoyExternalAuthorizationHttpProvider provider, string? hostname)
    {
        if (hostname is null
            || IsLoneWildcardHost(provider.Service)
            || provider.Port is < 1 or > MaxPort
            || !TryStatus(provider.StatusOnError, out var status)
            || !IsPathPrefix(provider.PathPrefix)
            || HasLoneWildcard(provider))
        {
            return ExternalAuthorizer.Unusable;
        }

        return new(
            new()
            {
                StatusOnError = status,
                FailureModeAllow = provider.FailOpen,
                HttpService = Service(provider, hostname),
                TransportApiVersion = ApiVersion.V3,
                WithRequestBody = Body(provider.IncludeRequestBodyInCheck),
                AllowedHeaders = Headers(provider.IncludeRequestHeadersInCheck) ?? Headers(provider.IncludeHeadersInCheck),
            },
            Tcp: null);
    }

    private static Envoy.Extensions.Filters.Http.ExtAuthz.V3.HttpService Service(EnvoyExternalAuthorizationHttpProvider provider, string hostname)
    {
        var service = new Envoy.Extensions.Filters.Http.ExtAuthz.V3.HttpService
        {
            PathPrefix = provider.PathPrefix,
            ServerUri = new()
            {
                Timeout = (provider.Timeout ?? DefaultTimeout).ToProto(),

                // Envoy demands it and does not use it.
                Uri = "http://" + hostname,
                Cluster = Naming.ClusterName(Naming.Outbound, "", hostname, provider.Port),
            },
        };
        if (provider.IncludeAdditionalHeadersInCheck.Count > 0)
        {
            var added = provider.IncludeAdditionalHeadersInCheck.OrderBy(header => header.Key, StringComparer.Ordinal);
            service.AuthorizationRequest = new()
            {
                HeadersToAdd = { added.Select(header => new HeaderValue { Key = header.Key, Value = header.Value }) },
            };
        }

        if (provider.HeadersToUpstreamOnAllow.Count + provider.HeadersToDownstreamOnDeny.Count + provider.HeadersToDownstreamOnAllow.Count > 0)
        {
            service.AuthorizationResponse = new()
            {
                AllowedUpstreamHeaders = Headers(provider.HeadersToUpstreamOnAllow),
                AllowedClientHeaders = Headers(provider.HeadersToDownstreamOnDeny),
                AllowedClientHeadersOnSuccess = Headers(provider.HeadersToDownstreamOnAllow),
            };
        }

        return service;
    }

    // Without its namespace a host must be one name, and no pattern of names.
    private static bool IsLoneWildcardHost(string service) => service.StartsWith('*') && !service.Contains('/');

    /// <summary>Nothing, or a path that a URL can begin with: escapes are whole, and no control characters in it.</summary>
    private static bool IsPathPrefix(string prefix)
    {
        if (prefix.Length > 0 && prefix[0] != '/')
        {
            return false;
        }

        var path = prefix.Split('?')[0];
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && (i + 2 >= path.Length || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2])))
            {
                return false;
            }
        }

        return !prefix.Any(c => c is < ' ' or '\x7f');
    }

    // A wildcard alone would pass on every header, which Envoy has no match for.
    private static bool HasLoneWildcard(EnvoyExternalAuthorizationHttpProvider provider) =>
        provider.IncludeRequestHeadersInCheck
            .Concat(provider.IncludeHeadersInCheck)
            .Concat(provider.HeadersToDownstreamOnDeny)
            .Concat(provider.HeadersToDownstreamOnAllow)
            .Concat(provider.HeadersToUpstreamOnAllow)
            .Contains("*");

    private static bool TryStatus(string text, out HttpStatus? status)
    {
        status = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) || !System.Enum.IsDefined((StatusCode)code))
        {
            return false;
        }

        status = new() { Code = (StatusCode)code };
        return true;
    }

    private static ListStringMatcher? Headers(IReadOnlyList<string> names) => names.Count == 0 ? null : new()
    {
        Patterns =
        {
            names.Select(name => name switch
            {
                ['*', .. var end] => TextMatchers.Suffix(end, ignoreCase: true),
                [.. var start, '*'] => TextMatchers.Prefix(start, ignoreCase: true),
                _ => TextMatchers.Exact(name, ignoreCase: true),
            }),
        },
    };

    private static BufferSettings? Body(EnvoyExternalAuthorizationRequestBody? body) => body is null ? null : new()
    {
        MaxRequestBytes = body.MaxRequestBytes,
        AllowPartialMessage = body.AllowPartialMessage,
        PackAsBytes = body.PackAsBytes,
    };
}
