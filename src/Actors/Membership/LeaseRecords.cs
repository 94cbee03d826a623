using System.Collections.Immutable;
using System.Globalization;

namespace MeshActors.Actors.Membership;

/// <summary>
/// How membership writes itself into leases: one lease a member, with its link address, incarnation and the last view
/// it acknowledged; and one lease that holds the view itself.
/// </summary>
internal static class LeaseRecords
{
    public const string ViewName = "meshactors-view";

    private const string MemberPrefix = "meshactors-member-";
    private const string AddressKey = "meshactors.io/link-address";
    private const string IncarnationKey = "meshactors.io/incarnation";
    private const string AcknowledgedKey = "meshactors.io/acknowledged-view";
    private const string NumberKey = "meshactors.io/view-number";
    private const string MembersKey = "meshactors.io/view-members";

    public static string MemberName(string memberId) => MemberPrefix + memberId;

    public static bool IsMember(Lease lease) => lease.Name.StartsWith(MemberPrefix, StringComparison.Ordinal);

    public static Lease ForMember(Member member, long acknowledged, TimeSpan duration, DateTimeOffset now, string version) => new(
        MemberName(member.Id),
        member.Id,
        duration,
        now,
        ImmutableSortedDictionary<string, string>.Empty
            .Add(AddressKey, member.Address)
            .Add(IncarnationKey, Text(member.Incarnation))
            .Add(AcknowledgedKey, Text(acknowledged)),
        version);

    public static Member Member(Lease lease) =>
        new(lease.Holder, lease.Annotations.GetValueOrDefault(AddressKey, ""), (int)Number(lease, IncarnationKey));

    public static long Acknowledged(Lease lease) => Number(lease, AcknowledgedKey);

    public static Lease ForView(MembershipView view, string writer, TimeSpan duration, DateTimeOffset now, string version) => new(
        ViewName,
        writer,
        duration,
        now,
        ImmutableSortedDictionary<string, string>.Empty
            .Add(NumberKey, Text(view.Number))
            .Add(MembersKey, string.Join('\n', view.Members.Select(m => $"{m.Id} {m.Address} {Text(m.Incarnation)}"))),
        version);

    public static MembershipView View(Lease lease)
    {
        var lines = lease.Annotations.GetValueOrDefault(MembersKey, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new MembershipView(Number(lease, NumberKey), lines.Select(line => line.Split(' ') is [var id, var address, var incarnation]
            ? new Member(id, address, int.Parse(incarnation, CultureInfo.InvariantCulture))
            : throw new FormatException($"Lease {lease.Name}: annotation {MembersKey} has the line \"{line}\" where \"id address incarnation\" is due.")));
    }

    private static long Number(Lease lease, string key) =>
        long.TryParse(lease.Annotations.GetValueOrDefault(key, "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Lease {lease.Name}: annotation {key} is \"{lease.Annotations[key]}\", not a number.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
