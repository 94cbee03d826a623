using System.Threading.Channels;
using MeshActors.Actors.Actor;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.MeshGenerator;
using MeshActors.Translation;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>
/// What a change of a large mesh costs, part by part: <c>Microbenchmarks mesh [SERVICES] [SCOPES]</c>. Objects go through the
/// actors of the configuration to views; then every part of the translation is timed over all scopes.
/// </summary>
internal sealed class MeshFigures(MeshShape shape)
{
    private readonly SyntheticMesh _mesh = new(shape);
    private readonly Channel<MeshView> _views = Channel.CreateUnbounded<MeshView>();
    private readonly LocalControlPlane _plane = new();
    private ProxyNode[] _proxies = [];
    private string[][] _clusters = [];

    public static async Task PrintAsync(int services, int scopes)
    {
        var figures = new MeshFigures(new() { Services = services, Proxies = scopes });
        await figures.PrintAsync();
        await figures._plane.DisposeAsync();
    }

    private XdsTranslator Translator => _plane.Translator;

    private async Task PrintAsync()
    {
        Console.WriteLine($"{shape.Services} services x {shape.Endpoints} endpoints, {shape.Proxies} scopes");
        foreach (var item in _mesh.Objects)
        {
            _plane.Apply(item);
        }

        MeshView view = null!;
        Console.WriteLine($"  objects to first view      {await Section.OfAsync(async () =>
        {
            _plane.FollowViews(_plane.Start(Props.Create(() => new ViewFollower(_views.Writer))));
            view = await _views.Reader.ReadAsync();
        })}");
        _proxies = [.. _mesh.Proxies.Select(MeshProxies.Parse)];
        Translate("first", view);
        _clusters = [.. _proxies.Select(p => Translator.Translate(XdsType.Cluster, TranslationContext.Of(p, view))
            .Select(c => c.Name).Where(n => n.StartsWith("outbound|", StringComparison.Ordinal)).ToArray())];
        Translate("again", view);
        for (var round = 0; round < 3; round++)
        {
            view = await ChangeAsync("VirtualService", _mesh.VirtualService(7, 50 + round));
        }

        view = await ChangeAsync("DestinationRule", _mesh.DestinationRule(7, 200));
        view = await ChangeAsync("Service", Labelled(_mesh.Service(7)));
        view = await ChangeAsync("root PeerAuthentication", RootObjects.PeerAuthentication("PERMISSIVE"));
        view = await ChangeAsync("root PeerAuthentication", RootObjects.PeerAuthentication("STRICT"));
        view = await ChangeAsync("root DestinationRule", RootObjects.DestinationRule(_mesh.HostOf(5)));
        _ = await ChangeAsync("root Telemetry", RootObjects.Telemetry());
    }

    private static SyntheticObject Labelled(SyntheticObject item)
    {
        item.Json["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["changed"] = "true" };
        return item;
    }

    private async Task<MeshView> ChangeAsync(string what, SyntheticObject item)
    {
        MeshView view = null!;
        var section = await Section.OfAsync(async () =>
        {
            _plane.Apply(item);
            view = await _views.Reader.ReadAsync();
        });
        Console.WriteLine($"{what}\n  object to view             {section}");
        Translate("after", view);
        return view;
    }

    private void Translate(string name, MeshView view)
    {
        var before = Translator.Work;
        Print("scopes", context => context.Scope.Services.Count);
        Print("clusters", context => Translator.Translate(XdsType.Cluster, context).Count);
        Print("listeners", context => Translator.Translate(XdsType.Listener, context).Count);
        Print("name tables", context => Translator.Translate(XdsType.NameTable, context).Count);
        Print("routes", context => Translator.Translate(XdsType.Route, context, [MeshProxies.RouteName]).Count);
        if (_clusters.Length > 0)
        {
            Console.WriteLine($"  {name,-6} {"endpoint queries",-17} {Section.Of(() =>
            {
                for (var i = 0; i < _proxies.Length; i++)
                {
                    var context = TranslationContext.Of(_proxies[i], view);
                    var queries = Translator.QueriesOf(context);
                    foreach (var cluster in _clusters[i])
                    {
                        queries.For(context, cluster, out _);
                    }
                }
            })}");
        }

        Console.WriteLine($"  {name,-6} encoded: {Translator.Work - before}");

        void Print(string part, Func<TranslationContext, int> work) => Console.WriteLine($"  {name,-6} {part,-17} {Section.Of(() =>
        {
            foreach (var proxy in _proxies)
            {
                work(TranslationContext.Of(proxy, view));
            }
        })}");
    }
}
