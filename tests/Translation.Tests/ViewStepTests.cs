using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Tests.Listeners;

namespace MeshActors.Translation.Tests;

public sealed class ViewStepTests
{
    private static readonly MeshPort Http = ListenerMesh.Port("http", 80, Protocol.Http);
    private static readonly MeshPort Tcp = ListenerMesh.Port("tcp", 5432, Protocol.Tcp);

    [Theory]
    [InlineData("http route", "Cluster,Listener,NameTable")]
    [InlineData("tcp route", "Cluster,NameTable")]
    [InlineData("destination rule", "NameTable")]
    [InlineData("authorization policy", "Cluster,NameTable")]
    [InlineData("peer authentication", "NameTable")]
    [InlineData("service", "")]
    [InlineData("endpoints", "")]
    [InlineData("mesh configuration", "")]
    [InlineData("sidecar", "")]
    public void Change_LeavesTheTypesThatDoNotReadIt(string change, string left)
    {
        var mesh = Mesh();
        var before = mesh.ContextOf(ListenerMesh.Sidecar);
        var was = Versions(before);

        Apply(change, mesh);
        var now = mesh.ContextOf(ListenerMesh.Sidecar);

        var types = XdsTranslator.WildcardTypes.Where(type => ViewStep.Leaves(type, before, now)).ToList();
        string.Join(',', types).ShouldBe(left);
        var versions = Versions(now);
        foreach (var type in types)
        {
            versions[type].ShouldBe(was[type], $"{type} after a change of {change}");
        }
    }

    [Fact]
    public void Gateway_IsTranslatedAtEveryChange()
    {
        var mesh = Mesh();
        var before = mesh.ContextOf(ListenerMesh.Gateway);

        Apply("http route", mesh);

        XdsTranslator.WildcardTypes.ShouldAllBe(type => !ViewStep.Leaves(type, before, mesh.ContextOf(ListenerMesh.Gateway)));
    }

    [Fact]
    public void StepOverSeveralViews_CountsWhatHappenedInAllOfThem()
    {
        var mesh = Mesh();
        var before = mesh.ContextOf(ListenerMesh.Sidecar);

        Apply("destination rule", mesh);
        mesh.ContextOf(ListenerMesh.Sidecar);
        Apply("http route", mesh);

        ViewStep.Leaves(XdsType.Cluster, before, mesh.ContextOf(ListenerMesh.Sidecar)).ShouldBeFalse();
    }

    private static ListenerMesh Mesh() => new ListenerMesh()
        .With(ListenerMesh.Service("web", "10.2.0.1", Http), "10.3.0.1")
        .With(ListenerMesh.Service("db", "10.2.0.2", Tcp), "10.3.0.2");

    private static void Apply(string change, ListenerMesh mesh)
    {
        switch (change)
        {
            case "http route":
                mesh.With(new VirtualService
                {
                    Hosts = ["web"],
                    Http = [new() { Route = [new() { Destination = new() { Host = "web" } }], Timeout = TimeSpan.FromSeconds(3) }],
                });
                break;
            case "tcp route":
                mesh.With(new VirtualService { Hosts = ["db"], Tcp = [new() { Route = [new() { Destination = new() { Host = "web" } }] }] });
                break;
            case "destination rule":
                mesh.With(new DestinationRule
                {
                    Host = "web",
                    TrafficPolicy = new() { ConnectionPool = new() { Http = new() { Http1MaxPendingRequests = 7 } } },
                });
                break;
            case "authorization policy":
                mesh.With(new AuthorizationPolicy { Rules = [new()] });
                break;
            case "peer authentication":
                mesh.With(new PeerAuthentication { Mtls = new() { Mode = MutualTlsMode.Strict } });
                break;
            case "service":
                mesh.With(ListenerMesh.Service("more", "10.2.0.3", Tcp));
                break;
            case "endpoints":
                mesh.With(ListenerMesh.Service("db", "10.2.0.2", Tcp), "10.3.0.2", "10.3.0.3");
                break;
            case "mesh configuration":
                mesh.Mesh = mesh.Mesh with { AccessLogFile = "/dev/stdout" };
                break;
            case "sidecar":
                mesh.With(new Sidecar { Egress = [new() { Hosts = ["./web.default.svc.cluster.local"] }] });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "no such change");
        }
    }

    private static Dictionary<XdsType, string[]> Versions(TranslationContext context)
    {
        var translator = new XdsTranslator();
        return XdsTranslator.WildcardTypes.ToDictionary(
            type => type, type => translator.Translate(type, context).Select(resource => $"{resource.Name} {resource.Version}").ToArray());
    }
}
