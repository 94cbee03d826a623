using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Endpoints;

/// <summary>Finds the book of a proxy's queries. One instance serves all proxies.</summary>
internal sealed class EndpointQueryBooks
{
    private readonly Memo<EndpointQueryInputs, EndpointQueryBook> _books = new();
    private readonly Memo<EndpointQuery, EndpointQuery> _instances = new(expected: 1021);
    private readonly Memo<(MeshConfig Mesh, IReadOnlyList<Config<DestinationRule>> Rules), PlaceLabels> _places = new();

    public EndpointQueryBook Of(TranslationContext context)
    {
        var places = _places.GetOrAdd(
            (context.View.Mesh, context.View.All<DestinationRule>()), static of => new PlaceLabels(of.Mesh, of.Rules));
        return _books.GetOrAdd(EndpointQueryInputs.Of(context, places), static (_, instances) => new EndpointQueryBook(instances), _instances);
    }

    public void Sweep()
    {
        _books.Sweep();
        _instances.Sweep();
        _places.Sweep();
    }
}
