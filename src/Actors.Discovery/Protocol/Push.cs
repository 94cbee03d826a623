using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>What one response says. Reused from response to response.</summary>
public sealed class Push
{
    public List<SharedResource> Resources { get; } = [];

    /// <summary>Names that stand for nothing (any more).</summary>
    public List<string> Removed { get; } = [];

    /// <summary>Whether it answers a name that was just subscribed to, so that it must be sent even where it holds nothing.</summary>
    public bool Answers { get; set; }

    /// <summary>The version of the whole, for <c>version_info</c> or <c>system_version_info</c>.</summary>
    public Fingerprint Version { get; set; }

    public bool IsEmpty => Resources.Count == 0 && Removed.Count == 0;

    public void Clear()
    {
        Resources.Clear();
        Removed.Clear();
        Answers = false;
        Version = default;
    }
}
