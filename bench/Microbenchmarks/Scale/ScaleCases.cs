using System.Globalization;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>
/// The cases. <c>sample-scale-secrets</c> has nothing of the types measured here, <c>-strict</c> nothing that grows, and
/// <c>-waypoint</c> is of the Gateway API.
/// </summary>
internal static class ScaleCases
{
    private const string Client = "client";
    private const string Gateway = "gw-istio-true";
    private const int HttpServices = 20;
    private const int ManyServices = 200;
    private const int TenThousandServices = 2_000;

    /// <summary>Those for which istiod's figures are known, at the size for which they are, and their like.</summary>
    public static readonly IReadOnlyList<ScaleCase> Compared =
    [
        Renamed("100 HTTP services: a service", "virtualservice") with
        {
            Sizes = [HttpServices],
            Objects = WithoutVirtualServices,
            Istiod = [new(ScalePart.Routes, 0.5, 2_900), new(ScalePart.Clusters, 1.9, 10_900)],
        },
        Renamed("10,000 HTTP services: a service", "virtualservice") with { Sizes = [TenThousandServices], Objects = WithoutVirtualServices },
        RouteOf("100 HTTP services, 100 VirtualServices: a VirtualService") with { Sizes = [HttpServices] },
        GatewayRoute with
        {
            Title = "gateway, 1,000 VirtualServices: a VirtualService",
            Sizes = [ManyServices],
            Istiod = [new(ScalePart.Routes, 23, 129_000), new(ScalePart.Listeners, 18, null)],
        },
        GatewayServer with
        {
            Title = "gateway, 1,000 Gateways: a server's host",
            Sizes = [ManyServices],
            Istiod = [new(ScalePart.Routes, 23, 129_000), new(ScalePart.Listeners, 18, null)],
        },
        Readdressed("1,000 services x 10 endpoints: an endpoint", "virtualservice", "1.2.3.4") with
        {
            Sizes = [ManyServices],
            Objects = objects => WithoutVirtualServices(objects).Select(WithTenEndpoints),
            Istiod = [new(ScalePart.Endpoints, 6, 57_000)],
        },
    ];

    public static readonly IReadOnlyList<ScaleCase> Samples =
    [
        RouteOf("virtualservice: a VirtualService"),
        GatewayRoute,
        GatewayServer,
        new("knative-gateway: a VirtualService", "knative-gateway", Gateway, "\"hello-ingress-2\"", (json, n) => json.Replace("override", Numbered("override", n))),
        Renamed("auto: a service", "auto"),
        Readdressed("auto: an endpoint", "auto", "240.241.0.2"),
        Renamed("tcp: a service", "tcp"),
        Renamed("tls: a service", "tls"),
        Renamed("telemetry-api: a service", "telemetry-api"),
        new("telemetry-api: the mesh's Telemetry", "telemetry-api", Client, "\"Telemetry\"", (json, n) =>
            json.Replace("\"metrics\":[", "\"metrics\":[{\"overrides\":[{\"tagOverrides\":{\"n\":{\"value\":\"" + Numbered("'t", n) + "'\"}}}]},")),
        new("externalname: a service", "externalname", Client, "\"service-2\"", (json, n) => json.Replace("random-2", Numbered("random-2", n))),
        new("serviceentry-workloadentry: a WorkloadEntry", "serviceentry-workloadentry", Client, "\"name\":\"random-2\"", (json, n) =>
            json.Replace("240.241.0.2", Numbered("240.242.0", n, '.'))),
        new("authorizationpolicy: a policy", "authorizationpolicy", Client, "\"authn-2\"", (json, n) => json.Replace("\"POST\"", "\"" + Numbered("POST", n) + "\"")),
    ];

    private static ScaleCase GatewayRoute => new(
        "gateways: a VirtualService", "gateways", Gateway, "\"vs-2\"", (json, n) => json.Replace("/route-2", Numbered("/route-2", n)));

    private static ScaleCase GatewayServer => new(
        "gateways: a server's host", "gateways", Gateway, "\"name\":\"gateway-2\"", (json, n) => json.Replace("random-c-2", Numbered("random-d-2", n)));

    private static ScaleCase RouteOf(string title) => new(
        title, "virtualservice", Client, "\"vs-2\"", (json, n) => json.Replace("/new-url", Numbered("/new-url", n)));

    private static ScaleCase Renamed(string title, string sample) => new(
        title, sample, Client, "\"service-2\"", (json, n) => json.Replace("random-2", Numbered("random-2", n)));

    private static ScaleCase Readdressed(string title, string sample, string address) => new(
        title, sample, Client, "\"service-2\"", (json, n) => json.Replace("\"" + address + "\"", "\"" + Numbered("240.242.0", n, '.') + "\""));

    private static string Numbered(string text, int number, char separator = '-') =>
        text + separator + number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> WithoutVirtualServices(IEnumerable<string> objects) =>
        objects.Where(json => !json.Contains("\"VirtualService\"", StringComparison.Ordinal));

    private static string WithTenEndpoints(string json) => json.Replace(
        "{\"address\":\"1.2.3.4\"}",
        string.Join(',', Enumerable.Range(4, 10).Select(last => "{\"address\":\"" + Numbered("1.2.3", last, '.') + "\"}")));
}
