using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Routes;
using HttpMethodMatch = MeshActors.Mesh.Networking.StringMatch;

namespace MeshActors.Translation.Tests.Routes;

public sealed class VirtualServiceRoutesTests
{
    [Fact]
    public void Build_CatchAll_EndsTheList()
    {
        var routes = Build(new HttpRoute { Name = "all", Redirect = new() }, new HttpRoute { Name = "never", Redirect = new() });

        routes.ShouldHaveSingleItem().Name.ShouldBe("all");
    }

    [Fact]
    public void Build_Matches_BecomeRoutesNamedAfterBoth()
    {
        var http = new HttpRoute
        {
            Name = "r",
            DirectResponse = new() { Status = 404 },
            Match = [new() { Name = "m", Uri = new() { Exact = "/x" } }, new() { Uri = new() { Regex = "/y.*" } }],
        };

        var routes = Build(http);

        routes.Select(r => r.Name).ShouldBe(["r.m", "r"]);
        routes[0].Match.Path.ShouldBe("/x");
        routes[1].Match.SafeRegex.Regex.ShouldBe("/y.*");
        routes[0].Decorator.Operation.ShouldBe("vs:80/x");
    }

    [Fact]
    public void Build_Headers_AreSortedAndAbsenceCountsAsEmpty()
    {
        var match = new HttpMatchRequest
        {
            Headers = Map(("x-b", new() { Exact = "1" }), ("x-a", new() { Regex = "*" })),
            WithoutHeaders = Map(("x-c", new() { Prefix = "p" }), ("x-d", new())),
            Method = new HttpMethodMatch { Exact = "GET" },
        };

        var headers = Build(new HttpRoute { Redirect = new(), Match = [match] })[0].Match.Headers;

        headers.Select(h => h.Name).ShouldBe(["x-a", "x-b", "x-c", "x-d", ":method"]);
        headers[0].PresentMatch.ShouldBeTrue();
        headers[2].InvertMatch.ShouldBeTrue();
        headers[2].TreatMissingHeaderAsEmpty.ShouldBeTrue();
        headers[3].TreatMissingHeaderAsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData("@request.auth.claims.group.id", "group id")]
    [InlineData("@request.auth.claims[group][id]", "group id")]
    [InlineData("@Request.Auth.Claims.admin", "admin")]
    public void Build_ClaimInPlaceOfAHeader_MatchesMetadata(string name, string path)
    {
        var match = new HttpMatchRequest { Headers = Map((name, new() { Exact = "v" })) };

        var route = Build(new HttpRoute { Redirect = new(), Match = [match] })[0].Match;

        route.Headers.ShouldBeEmpty();
        string.Join(' ', route.DynamicMetadata.ShouldHaveSingleItem().Path.Select(p => p.Key)).ShouldBe("payload " + path);
    }

    [Theory]
    [InlineData(80, false, null, RedirectPortSelection.FromRequestPort, 0u)]
    [InlineData(8080, false, null, RedirectPortSelection.FromRequestPort, 8080u)]
    [InlineData(8080, false, null, RedirectPortSelection.FromProtocolDefault, 0u)]
    [InlineData(8080, true, 443, null, 0u)]
    [InlineData(8080, false, 443, null, 443u)]
    public void Build_RedirectPort_LeavesDefaultsOut(int port, bool isTls, int? fixedPort, RedirectPortSelection? derived, uint expected)
    {
        var redirect = new HttpRedirect { Port = fixedPort, DerivePort = derived };

        Build(port, isTls, [], new HttpRoute { Redirect = redirect })[0].Redirect.PortRedirect.ShouldBe(expected);
    }

    [Fact]
    public void Build_UnknownRedirectCode_LeavesNoAction() =>
        Build(new HttpRoute { Redirect = new() { RedirectCode = 399 } })[0].ActionCase.ShouldBe(Route.ActionOneofCase.None);

    [Fact]
    public void Build_OneDestination_TakesItsHeadersAndHash()
    {
        var hash = new ConsistentHashLb { HttpHeaderName = "x-user" };
        var destination = new HttpRouteDestination
        {
            Destination = new() { Host = "a" },
            Headers = new() { Request = new() { Set = Text(("host", "b.example"), ("x", "1")), Remove = [":path", "y"] } },
        };

        var route = Build(80, false, [new("outbound|80||a", hash)], new HttpRoute { Route = [destination] })[0];

        route.Route_.Cluster.ShouldBe("outbound|80||a");
        route.Route_.HostRewriteLiteral.ShouldBe("b.example");
        route.Route_.HashPolicy.ShouldHaveSingleItem().Header.HeaderName.ShouldBe("x-user");
        route.Route_.RetryPolicy.RetryHostPredicate.ShouldBeEmpty();
        route.RequestHeadersToAdd.ShouldHaveSingleItem().Header.Key.ShouldBe("x");
        route.RequestHeadersToRemove.ShouldBe(["y"]);
        route.Decorator.Operation.ShouldBe("a:80/*");
    }

    [Fact]
    public void Build_WeightedDestinations_LeaveOutThoseWithoutWeight()
    {
        HttpRouteDestination To(string host, int weight) => new() { Destination = new() { Host = host }, Weight = weight };

        var route = Build(80, false, [new("a", null), new("b", null), new("c", null)], new HttpRoute { Route = [To("a", 90), To("b", 0), To("c", 10)] })[0];

        route.Route_.WeightedClusters.Clusters.Select(c => (c.Name, c.Weight)).ShouldBe([("a", 90u), ("c", 10u)]);
    }

    [Fact]
    public void Build_SecondRoute_UsesItsOwnTargets()
    {
        var first = new HttpRoute
        {
            Match = [new() { Uri = new() { Exact = "/1" } }, new() { Uri = new() { Exact = "/2" } }],
            Mirror = new() { Host = "m" },
            Route = [new() { Destination = new() { Host = "a" } }],
        };

        var routes = Build(80, false, [new("m", null), new("a", null), new("b", null)], first, new HttpRoute { Route = [new() { Destination = new() { Host = "b" } }] });

        routes.Select(r => r.Route_.Cluster).ShouldBe(["a", "a", "b"]);
        routes[1].Route_.RequestMirrorPolicies.ShouldHaveSingleItem().Cluster.ShouldBe("m");
    }

    [Fact]
    public void Build_MirrorOfNothing_IsLeftOut()
    {
        var http = new HttpRoute { Mirror = new() { Host = "m" }, MirrorPercentage = new() { Value = 0 }, Route = [new() { Destination = new() { Host = "a" } }] };

        Build(80, false, [new("m", null), new("a", null)], http)[0].Route_.RequestMirrorPolicies.ShouldBeEmpty();
    }

    [Fact]
    public void Build_FaultAndCors_GoToTheirFilters()
    {
        var http = new HttpRoute
        {
            Redirect = new(),
            Fault = new() { Abort = new() { GrpcStatus = "UNAVAILABLE", Percentage = new() { Value = 0.5 } } },
            CorsPolicy = new() { AllowOrigins = [new() { Exact = "https://x" }], MaxAge = TimeSpan.FromHours(1), UnmatchedPreflights = UnmatchedPreflights.Ignore },
        };

        var filters = Build(http)[0].TypedPerFilterConfig;

        var fault = filters["envoy.filters.http.fault"].Unpack<Envoy.Extensions.Filters.Http.Fault.V3.HTTPFault>();
        (fault.Abort.GrpcStatus, fault.Abort.Percentage.Numerator).ShouldBe((14u, 5000u));
        var cors = filters["envoy.filters.http.cors"].Unpack<Envoy.Extensions.Filters.Http.Cors.V3.CorsPolicy>();
        (cors.MaxAge, cors.ForwardNotMatchingPreflights).ShouldBe(("3600", false));
    }

    private static List<Route> Build(params HttpRoute[] http) => Build(80, false, [], http);

    private static List<Route> Build(int port, bool isTls, RouteTarget[] targets, params HttpRoute[] http)
    {
        var config = new Config<VirtualService> { Meta = new() { Name = "vs", Namespace = "shop" }, Spec = new() { Hosts = ["h"], Http = http } };
        return VirtualServiceRoutes.Build(new()
        {
            Config = config,
            Port = port,
            IsTls = isTls,
            Choices = [.. SourceMatch.Choose(config.Spec, port, "mesh", "shop", new Dictionary<string, string>())],
            Targets = [.. targets],
            DefaultRetries = null,
            AppendsForwardedHost = false,
            IsProxylessGrpc = false,
        });
    }

    private static Dictionary<string, StringMatch> Map(params (string Name, StringMatch Match)[] entries) => entries.ToDictionary(e => e.Name, e => e.Match);

    private static Dictionary<string, string> Text(params (string Name, string Value)[] entries) => entries.ToDictionary(e => e.Name, e => e.Value);
}
