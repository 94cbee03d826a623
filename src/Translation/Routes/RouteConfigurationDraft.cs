using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A route configuration as its parts, which count by reference but for the first one: that is its name.</summary>
internal sealed class RouteConfigurationDraft : IEquatable<RouteConfigurationDraft>
{
    private readonly RouteForm _form;

    /// <param name="name">The name under which proxies ask for it.</param>
    /// <param name="parts">What <see cref="RouteConfigurationEncoding.RoomFor"/> gave, filled with encoded virtual hosts.</param>
    /// <param name="form">The settings beside them.</param>
    public RouteConfigurationDraft(string name, EncodedPart[] parts, RouteForm form)
    {
        _form = form;
        Name = name;
        Parts = RouteConfigurationEncoding.Framed(name, parts, form);
        Version = MessageParts.Version(Parts);
    }

    public string Name { get; }

    /// <summary>All of it, with what stands around the virtual hosts.</summary>
    public EncodedPart[] Parts { get; }

    public ContentHash Version { get; }

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
