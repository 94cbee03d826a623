using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A route configuration as its parts, which count by reference but for the first one: that is its name.</summary>
internal sealed class RouteConfigurationDraft : IEquatable<RouteConfigurationDraft>
{
    private readonly RouteForm _form;

    /// <param name="name">The name under which proxies ask for it.</param>
    /// <param name="parts">What <see cref="RouteConfigurationEncoding.Framed"/> gave.</param>
    /// <param name="form">The settings beside them.</param>
    public RouteConfigurationDraft(string name, EncodedPart[] parts, RouteForm form)
        : this(name, parts, form, PartsSummary.Of(parts))
    {
    }

    private RouteConfigurationDraft(string name, EncodedPart[] parts, RouteForm form, PartsSummary summary)
    {
        _form = form;
        Name = name;
        Parts = parts;
        Summary = summary;
        Version = summary.Version;
    }

    public string Name { get; }

    /// <summary>All of it, with what stands around the virtual hosts.</summary>
    public EncodedPart[] Parts { get; }

    public PartsSummary Summary { get; }

    public ContentHash Version { get; }

    /// <summary>The configuration with other virtual hosts in the place of some.</summary>
    /// <param name="start">Where those begin that go.</param>
    /// <param name="gone">How many go.</param>
    /// <param name="come">What comes in their stead.</param>
    public RouteConfigurationDraft Replace(int start, int gone, ReadOnlySpan<EncodedPart> come)
    {
        // Behind the part with the name.
        start++;
        EncodedPart[] parts = [.. Parts.AsSpan(0, start), .. come, .. Parts.AsSpan(start + gone)];
        return gone == 1 && come.Length == 1
            ? new(Name, parts, _form, Summary.With(start, Parts[start], come[0]))
            : new(Name, parts, _form);
    }

    public bool Equals(RouteConfigurationDraft? other) =>
        other is not null
        && other.Version == Version
        && other._form == _form
        && other.Name == Name
        && other.Parts.AsSpan(1).SequenceEqual(Parts.AsSpan(1), ReferenceEqualityComparer.Instance);

    public override bool Equals(object? obj) => Equals(obj as RouteConfigurationDraft);

    public override int GetHashCode() => Version.Value.GetHashCode();
}

/// <summary>Settings of route configurations.</summary>
internal enum RouteForm
{
    /// <summary>For Envoy: ports in authorities do not count; direct responses up to 1 MiB.</summary>
    Full,

    /// <summary>Envoy asked for something that is not there (any more): an answer without hosts.</summary>
    Empty,

    /// <summary>For gRPC clients: nothing but virtual hosts.</summary>
    Bare,
}
