using System.Globalization;
using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Translation.Security.Authentication;

/// <summary>The filter that verifies tokens and leaves their claims to those after it.</summary>
internal static class JwtFilters
{
    /// <summary>
    /// Stands for keys that could not be fetched: one whose private part nobody has, so that no token passes. It is the one
    /// that Istio uses, since its data plane's configuration is compared across control planes.
    /// </summary>
    private const string UnusableKeys = """
        {
          "keys": [
            {
              "kty": "RSA",
              "e": "AQAB",
              "n": "0xObjM0UvS_oaazjpEYlAbwctEJ4L8pH3OuTb7qth7gUwqet-EzQB4dgFdvSdMgrLnSncQGRjpEYz3F3viIbH-3EN3TxSlPNviHxeOdyiBVfumN8dMxbLvVJUpfNOnvmMxJcl-8NNjAwcOjk4otSALaYgYYyOPyvKtgVdrQr-FoubWX4yrjxW-MJ2-7OBeepUUNOsVwGV23YX03sVkkyvY3otRflkBcY3_HKpBxJl9wk2GyOShN4_PNUF9-vwfnvOXMbCDX-w4PTef4geeb_GiT40YCKHTKMSPVanGRn5GExIWmki-mmqh94-mPTJyBR74ShspL3BxPZitDL574T1w"
            }
          ]
        }
        """;

    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(5);

    // Claims of OAuth that are lists in one text, whatever a rule adds to them.
    private static readonly string[] SpaceDelimited = ["permission", "scope"];

    /// <summary>Null where there are no rules.</summary>
    /// <param name="rules">The rules, by issuer.</param>
    /// <param name="sources">For each rule where its keys come from.</param>
    /// <param name="clearRouteCache">Whether routes may depend on claims, as at gateways.</param>
    public static HttpFilter? Of(IReadOnlyList<JwtRule> rules, IReadOnlyList<KeySource> sources, bool clearRouteCache)
    {
        if (rules.Count == 0)
        {
            return null;
        }

        var filter = new JwtAuthentication
        {
            Rules = { new RequirementRule { Match = new() { Prefix = "/" }, Requires = Requirement(rules.Count) } },
            BypassCorsPreflight = true,
        };
        for (var i = 0; i < rules.Count; i++)
        {
            filter.Providers[ProviderName(i)] = Provider(rules[i], sources[i], clearRouteCache);
        }

        return new() { Name = MetadataMatchers.JwtFilter, TypedConfig = EnvoyAny.Pack(filter) };
    }

    // A token that is there must be valid; whether one has to be there is for authorization to say. Issuers that look for their
    // tokens at the same place would each refuse the others', so that one valid token is enough as well.
    private static JwtRequirement Requirement(int rules)
    {
        var validIfPresent = Enumerable.Range(0, rules).Select(i => new JwtRequirement
        {
            RequiresAny = new() { Requirements = { Valid(i), new JwtRequirement { AllowMissing = new Empty() } } },
        }).ToList();
        return validIfPresent is [var only] ? only : new()
        {
            RequiresAny = new()
            {
                Requirements =
                {
                    Enumerable.Range(0, rules).Select(Valid),
                    new JwtRequirement { RequiresAll = new() { Requirements = { validIfPresent } } },
                },
            },
        };
    }

    private static JwtRequirement Valid(int rule) => new() { ProviderName = ProviderName(rule) };

    private static JwtProvider Provider(JwtRule rule, KeySource source, bool clearRouteCache)
    {
        var provider = Provider(rule, clearRouteCache);
        if (source.Cluster is { } cluster)
        {
            provider.RemoteJwks = new()
            {
                HttpUri = new() { Uri = rule.JwksUri, Cluster = cluster, Timeout = (rule.Timeout ?? FetchTimeout).ToProto() },
                CacheDuration = CacheDuration.ToProto(),
            };
        }
        else
        {
            provider.LocalJwks = new() { InlineString = source.Keys ?? UnusableKeys };
        }

        return provider;
    }

    private static JwtProvider Provider(JwtRule rule, bool clearRouteCache) => new()
    {
        Issuer = rule.Issuer,
        Audiences = { rule.Audiences },
        Forward = rule.ForwardOriginalToken,
        ForwardPayloadHeader = rule.OutputPayloadToHeader,
        PayloadInMetadata = MetadataMatchers.JwtPayload,
        NormalizePayloadInMetadata = new()
        {
            SpaceDelimitedClaims = { rule.SpaceDelimitedClaims.Concat(SpaceDelimited).Distinct().Order(StringComparer.Ordinal) },
        },
        ClearRouteCache = clearRouteCache,
        ClaimToHeaders = { rule.OutputClaimToHeaders.Select(claim => new JwtClaimToHeader { HeaderName = claim.Header, ClaimName = claim.Claim }) },
        FromHeaders = { rule.FromHeaders.Select(header => new Envoy.Extensions.Filters.Http.JwtAuthn.V3.JwtHeader { Name = header.Name, ValuePrefix = header.Prefix }) },
        FromParams = { rule.FromParams },
        FromCookies = { rule.FromCookies },
    };

    private static string ProviderName(int rule) => string.Create(CultureInfo.InvariantCulture, $"origins-{rule}");
}
