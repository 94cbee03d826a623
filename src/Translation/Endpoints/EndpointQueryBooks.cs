using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Endpoints;

/// <summary>Finds the book of a proxy's queries. One instance serves all proxies.</summary>
internal sealed class EndpointQueryBooks
{
    private readonly Memo<EndpointQueryInputs, LatestBook> _books = new();
    private readonly Memo<EndpointQuery, EndpointQuery> _instances = new(expected: 1021);
    private readonly Memo<(MeshConfig Mesh, IReadOnlyList<Config<DestinationRule>> Rules), PlaceLabels> _places = new();

    public EndpointQueryBook Of(TranslationContext context)
    {
        var places = _places.GetOrAdd(
            (context.View.Mesh, context.View.All<DestinationRule>()), static of => new PlaceLabels(of.Mesh, of.Rules));
        return _books.GetOrAdd(EndpointQueryInputs.Of(context, places), static _ => new()).Of(context.Scope.Destinations, _instances);
    }

    public void Sweep()
    {
        _books.Sweep();
        _instances.Sweep();
        _places.Sweep();
    }

    /// <summary>The newest book of some proxies, made for what they could reach in some view.</summary>
    private sealed class LatestBook
    {
        private Made? _made;

        public EndpointQueryBook Of(ScopeDestinations destinations, Memo<EndpointQuery, EndpointQuery> instances)
        {
            var before = Volatile.Read(ref _made);
            if (before is not null && before.Destinations.Equals(destinations))
            {
                return before.Book;
            }

            var hosts = before is null ? null : destinations.HostsThatDiffer(before.Destinations);
            var book = (hosts is null ? null : before!.Book.With(hosts)) ?? new(instances);
            Volatile.Write(ref _made, new(destinations, book));
            return book;
        }

        private sealed record Made(ScopeDestinations Destinations, EndpointQueryBook Book);
    }
}
