namespace MeshActors.Translation.Routes;

/// <summary>One match of one HTTP route of a VirtualService, by position; the match is -1 for a route without any.</summary>
internal readonly record struct RouteChoice(int Route, int Match)
{
    public const int NoMatch = -1;
}
