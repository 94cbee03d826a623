using System.Runtime.InteropServices;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>One mesh with one proxy, translated from nothing and then after each change. Nothing in it is shared with other runs.</summary>
internal sealed class ScaleRun
{
    private readonly ScaleCase _case;
    private readonly ScaleMesh _mesh;
    private readonly ProxyNode _node;
    private readonly string[] _routeNames;
    private readonly string _changing;
    private readonly XdsTranslator _translator = new();
    private readonly Dictionary<string, (EndpointQuery Query, ServiceEndpoints? Endpoints)> _assignments = new(StringComparer.Ordinal);
    private MeshView? _view;
    private TranslationContext _context = null!;
    private EndpointQueryBook? _book;

    public ScaleRun(SampleCase sample, ScaleCase scaleCase, int times)
    {
        _case = scaleCase;
        string[] objects = [.. Multiplication.Of(scaleCase.Objects(sample.Objects), times)];
        _mesh = new(sample, objects);
        _changing = objects.First(json => json.Contains(scaleCase.Object, StringComparison.Ordinal));
        var proxy = sample.Proxies[scaleCase.Proxy];
        _routeNames = [.. Multiplication.Of(proxy.RouteNames, times).Distinct()];
        _node = ProxyNodes.Parse(proxy.Node, verifiedIdentity: null).Node!;
    }

    public int Resources { get; private set; }

    /// <summary>Translates everything, for the first time or again.</summary>
    /// <param name="measure">Called with each part.</param>
    public void Translate(Action<ScalePart, Action> measure)
    {
        Resources = 0;
        IReadOnlyList<EncodedResource> clusters = [];
        measure(ScalePart.View, () => _view = _mesh.Assemble(_view));
        measure(ScalePart.Scope, () => _context = TranslationContext.Of(_node, _view!));
        measure(ScalePart.Clusters, () => clusters = _translator.Translate(XdsType.Cluster, _context));
        measure(ScalePart.Listeners, () => Resources += _translator.Translate(XdsType.Listener, _context).Count);
        measure(ScalePart.Routes, () => Resources += _translator.Translate(XdsType.Route, _context, _routeNames).Count);
        string[] asked = [.. clusters.Select(cluster => cluster.Name).Where(name => name.StartsWith(Naming.Outbound + "|", StringComparison.Ordinal))];
        var touched = Touched(asked);
        measure(ScalePart.Endpoints, () => Assign(asked, touched));
        Resources += clusters.Count + asked.Length;
    }

    /// <summary>Changes the object. Reading and joining objects is not translation, and not measured.</summary>
    /// <param name="number">Another one for every change.</param>
    public void Change(int number)
    {
        var changed = _case.Change(_changing, number);
        if (changed == _changing)
        {
            throw new InvalidOperationException($"{_case.Title}: the change changes nothing.");
        }

        _mesh.Compile(_mesh.Put(changed));
    }

    // The owner of a service knows when its endpoints change, and who asked for them.
    private string[] Touched(IEnumerable<string> names) =>
        [.. names.Where(name => _assignments.TryGetValue(name, out var known) && !ReferenceEquals(EndpointsOf(known.Query), known.Endpoints))];

    // As scopes and the owners of services do: first everything is asked for, and then what may have another answer.
    private void Assign(string[] asked, string[] touched)
    {
        var (before, book) = (_book, _translator.QueriesOf(_context));
        _book = book;
        if (before is null)
        {
            _assignments.EnsureCapacity(asked.Length);
            Assign(asked);
            return;
        }

        if (!ReferenceEquals(book, before))
        {
            Assign(book.MayDiffer(before, asked));
        }

        Assign(touched);
    }

    private void Assign(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            var query = _book!.For(_context, name, out _);
            var endpoints = EndpointsOf(query);
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_assignments, name, out _);
            if (!ReferenceEquals(known.Query, query) || !ReferenceEquals(known.Endpoints, endpoints))
            {
                GC.KeepAlive(EndpointTranslator.Translate(query, endpoints));
                known = (query, endpoints);
            }
        }
    }

    private ServiceEndpoints? EndpointsOf(EndpointQuery query) => query.Service is { } service ? _mesh.Find(service) : null;
}
