using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>One type on one stream: what the client asks for, what it holds, and what is under way to it. Pure state.</summary>
public abstract class Subscription(XdsType type, bool mayBeWildcard)
{
    protected const string Wildcard = "*";

    public XdsType Type { get; } = type;

    /// <summary>Whether the client asks for everything of the type, by <c>*</c> or by naming nothing at first.</summary>
    public bool IsWildcard { get; protected set; }

    /// <summary>What it asks for by name.</summary>
    public NameSet Names { get; protected set; } = NameSet.Empty;

    public ResponseLedger Ledger { get; } = new();

    /// <summary>Whether a response has not been answered: until then no other of the type is sent, and changes coalesce.</summary>
    public bool IsInFlight => Ledger.InFlight is not null;

    /// <summary>Whether removals wait for their time.</summary>
    public bool HasLingering => Holdings.HasLingering;

    /// <summary>Whether a response is due whatever there is to say.</summary>
    protected bool MustRespond { get; set; }

    protected bool MayBeWildcard { get; } = mayBeWildcard;

    protected ClientHoldings Holdings { get; } = new();

    protected NameSet? Only => IsWildcard ? null : Names;

    /// <summary>Whether everything of the set has been sent.</summary>
    public bool IsCurrent(ResourceSet set) => !MustRespond && Holdings.IsCurrent(set);

    /// <summary>The client is to be sent the resource, changed or not, if it asks for it.</summary>
    public void Force(string name)
    {
        if (IsWildcard || Names.Contains(name))
        {
            Holdings.Owe(name);
        }
    }

    /// <summary>Fills a push with what the client lacks; false where there is nothing to send.</summary>
    /// <param name="set">What there is.</param>
    /// <param name="removes">Whether removals may be told now.</param>
    /// <param name="push">An empty push.</param>
    public abstract bool TryNext(ResourceSet set, bool removes, Push push);
}
