using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of a gateway.</summary>
internal sealed class GatewayHost(VirtualHostDraft draft)
{
    private readonly EncodedHost _encoded = new(draft);

    public string Name => draft.Name;

    public EncodedPart Encode(RouteMemos memos) => _encoded.Part(memos);

    /// <summary>Of several VirtualServices for a host, routes for everything go behind all others.</summary>
    public static ReferenceSequence<EncodedRoute> Ordered(EncodedRoute[][] routes) => routes is [var only] && !HasEarlyCatchAll(only)
        ? new(only)
        : new([.. routes.SelectMany(part => part).Where(route => !route.IsCatchAll), .. routes.SelectMany(part => part).Where(route => route.IsCatchAll)]);

    private static bool HasEarlyCatchAll(EncodedRoute[] routes)
    {
        foreach (var route in routes.AsSpan(0, Math.Max(0, routes.Length - 1)))
        {
            if (route.IsCatchAll)
            {
                return true;
            }
        }

        return false;
    }
}
