using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>
/// What of a view tells which services stand before the workloads of a namespace. Its parts count by reference, so that an answer
/// which was worked out for one view holds for others.
/// </summary>
internal sealed class WorkloadInputs : IEquatable<WorkloadInputs>
{
    private readonly MeshGlobals _globals;
    private readonly IReadOnlyList<Config<WorkloadEntry>> _workloads;
    private readonly IReadOnlyList<Config<ServiceEntry>> _entries;
    private readonly object? _services;
    private readonly object? _facts;

    private WorkloadInputs(MeshView view, string @namespace)
    {
        _globals = view.Globals;
        _workloads = view.All<WorkloadEntry>();
        _entries = view.In<ServiceEntry>(@namespace);
        _services = view.Namespace(@namespace)?.Services;
        _facts = view.Namespace(@namespace)?.Facts;
    }

    public static WorkloadInputs Of(MeshView view, string @namespace) => new(view, @namespace);

    public bool Equals(WorkloadInputs? other) =>
        other is not null
        && ReferenceEquals(_globals, other._globals)
        && ReferenceEquals(_workloads, other._workloads)
        && ReferenceEquals(_entries, other._entries)
        && ReferenceEquals(_services, other._services)
        && ReferenceEquals(_facts, other._facts);

    public override bool Equals(object? obj) => Equals(obj as WorkloadInputs);

    public override int GetHashCode() => HashCode.Combine(_services, _facts);
}
