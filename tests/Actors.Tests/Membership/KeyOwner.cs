using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Tests.Membership;

internal static class KeyOwner
{
    public static string? Of(string key, MembershipView view) => Rendezvous.Owner(key, view.Members)?.Id;
}
