using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Actors.Discovery.Debugging;

/// <summary>One question. It is answered once: nobody subscribes to such types.</summary>
/// <param name="TypeUrl"><c>istio.io/debug</c>, or something below it.</param>
/// <param name="Names">The resource names of the request.</param>
/// <param name="Identity">The SPIFFE id that the caller has proved; null for none.</param>
public sealed record DebugQuestion(string TypeUrl, IReadOnlyList<string> Names, string? Identity)
{
    public const string Prefix = "istio.io/debug";

    public static bool IsOne(string typeUrl) => typeUrl.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <param name="Name">The resource's name; may be empty.</param>
/// <param name="Content">What it says.</param>
public sealed record DebugResource(string Name, Any Content);
