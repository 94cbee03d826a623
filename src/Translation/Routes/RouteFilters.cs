using System.Collections.Frozen;
using System.Globalization;
using Envoy.Extensions.Filters.Http.Cors.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Networking;
using CorsPolicy = Envoy.Extensions.Filters.Http.Cors.V3.CorsPolicy;
using IstioCorsPolicy = MeshActors.Mesh.Networking.CorsPolicy;

namespace MeshActors.Translation.Routes;

/// <summary>What single routes tell the HTTP filters of their listeners.</summary>
internal static class RouteFilters
{
    public const string FaultFilter = "envoy.filters.http.fault";
    public const string CorsFilter = "envoy.filters.http.cors";

    private static readonly FrozenDictionary<string, uint> GrpcStatusCodes = new[]
    {
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
        "DATA_LOSS", "UNAUTHENTICATED",
    }.Select((name, code) => (name, code)).ToFrozenDictionary(entry => entry.name, entry => (uint)entry.code);

    /// <summary>Only fixed delays, and aborts by an HTTP or gRPC status, are possible.</summary>
    public static HTTPFault Fault(HttpFaultInjection fault)
    {
        var filter = new HTTPFault();
        if (fault.Delay is { FixedDelay: { } time } delay)
        {
            filter.Delay = new()
            {
                FixedDelay = time.ToProto(),
                Percentage = delay.Percentage is { } share ? Fractions.Of(share) : Fractions.Of(delay.Percent),
            };
        }

        if (fault.Abort is { } abort && (abort.HttpStatus is not null || abort.GrpcStatus is not null))
        {
            filter.Abort = new();
            if (abort.HttpStatus is { } status)
            {
                filter.Abort.HttpStatus = (uint)status;
            }
            else
            {
                filter.Abort.GrpcStatus = GrpcStatusCodes.GetValueOrDefault(abort.GrpcStatus!);
            }

            if (abort.Percentage is { } share)
            {
                filter.Abort.Percentage = Fractions.Of(share);
            }
        }

        return filter;
    }

    public static CorsPolicy Cors(IstioCorsPolicy cors)
    {
        var policy = new CorsPolicy
        {
            ForwardNotMatchingPreflights = cors.UnmatchedPreflights != UnmatchedPreflights.Ignore,
            FilterEnabled = Fractions.Of(100).ToRuntime(),
            AllowCredentials = cors.AllowCredentials,
            AllowHeaders = string.Join(',', cors.AllowHeaders),
            AllowMethods = string.Join(',', cors.AllowMethods),
            ExposeHeaders = string.Join(',', cors.ExposeHeaders),
        };
        policy.AllowOriginStringMatch.Add(cors.AllowOrigins.Count > 0
            ? cors.AllowOrigins.Select(StringMatchers.Of).OfType<StringMatcher>()
            : cors.AllowOrigin.Select(origin => new StringMatcher { Exact = origin }));
        if (cors.MaxAge is { } age)
        {
            policy.MaxAge = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return policy;
    }
}
