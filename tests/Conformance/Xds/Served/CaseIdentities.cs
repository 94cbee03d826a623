using MeshActors.Actors.Discovery.Identities;
using MeshActors.Grpc;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>Takes the identity of a case's proxy from a header, as if the secure stream had verified it.</summary>
internal sealed class CaseIdentities : ICallerAuthenticator
{
    public static readonly CaseIdentities Instance = new();

    private const string Header = "x-case-identity";

    public static void Add(Metadata headers, string identity) => headers.Add(Header, identity);

    public ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call) =>
        new(call.RequestHeaders.GetValue(Header) is { } identity ? [identity] : (IReadOnlyList<string>?)null);
}
