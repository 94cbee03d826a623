using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>What decides a scope besides the view: proxies with equal keys share it. The Sidecar counts by reference.</summary>
internal readonly struct ScopeKey(string ns, Config<Sidecar>? sidecar, bool isRouter) : IEquatable<ScopeKey>
{
    public string Namespace => ns;

    public Config<Sidecar>? Sidecar => sidecar;

    public bool IsRouter => isRouter;

    public bool Equals(ScopeKey other) =>
        Namespace == other.Namespace && ReferenceEquals(Sidecar, other.Sidecar) && IsRouter == other.IsRouter;

    public override bool Equals(object? obj) => obj is ScopeKey other && Equals(other);

    public override int GetHashCode() =>
        HashCode.Combine(Namespace, sidecar is null ? 0 : RuntimeHelpers.GetHashCode(sidecar), IsRouter);
}
