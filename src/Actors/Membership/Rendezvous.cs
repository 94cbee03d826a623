namespace MeshActors.Actors.Membership;

/// <summary>
/// Chooses an owner among members so that all who know the same members choose the same, and a member that comes or
/// goes moves only its own share: each member scores the key, and the highest score wins (highest random weight).
/// </summary>
public static class Rendezvous
{
    /// <summary>The owner of a key, or null where there are no members. Ties go to the first, as members are in order.</summary>
    public static Member? Owner(string key, IEnumerable<Member> members) => Owner(StableHash.Of(key), members, null);

    /// <summary>The owner of a key among those members that are not left out.</summary>
    public static Member? Owner(string key, IEnumerable<Member> members, IReadOnlySet<string> without) =>
        Owner(StableHash.Of(key), members, without);

    private static Member? Owner(ulong key, IEnumerable<Member> members, IReadOnlySet<string>? without)
    {
        Member? best = null;
        var bestScore = 0UL;
        foreach (var member in members)
        {
            if (without is not null && without.Contains(member.Id))
            {
                continue;
            }

            var score = StableHash.Mix(StableHash.Of(member.Id) ^ key);
            if (best is null || score > bestScore)
            {
                best = member;
                bestScore = score;
            }
        }

        return best;
    }
}
