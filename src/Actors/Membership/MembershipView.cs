using System.Collections.Immutable;

namespace MeshActors.Actors.Membership;

/// <summary>
/// Who is a member, as of a number. All replicas see the same sequence of views, though some may skip one: the number
/// alone says which of two views is newer, and equal numbers mean equal members. Members are in order of their ids.
/// </summary>
public sealed class MembershipView
{
    /// <summary>A view of these members.</summary>
    public MembershipView(long number, IEnumerable<Member> members)
    {
        Number = number;
        Members = [.. members.OrderBy(m => m.Id, StringComparer.Ordinal)];
    }

    /// <summary>Before the first view: nobody.</summary>
    public static MembershipView None { get; } = new(0, []);

    /// <summary>0 for <see cref="None"/>, then growing by one with every change.</summary>
    public long Number { get; }

    /// <summary>The members.</summary>
    public ImmutableArray<Member> Members { get; }

    /// <summary>The member of that id, or null.</summary>
    public Member? Find(string id)
    {
        foreach (var member in Members)
        {
            if (member.Id == id)
            {
                return member;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"view {Number} [{string.Join(", ", Members.Select(m => m.Id))}]";
}
