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
    private readonly IReadOnlyDictionary<ServiceKey, ServiceFacts>? _facts;

    private WorkloadInputs(MeshView view, string @namespace)
    {
        var snapshot = view.Namespace(@namespace);
        _globals = view.Globals;
        _facts = snapshot?.Facts;
        Workloads = view.All<WorkloadEntry>();
        Entries = view.In<ServiceEntry>(@namespace);
        Services = snapshot?.Services ?? [];
        Facts = view.FactsVersion;
    }

    /// <summary>WorkloadEntries of all namespaces.</summary>
    public IReadOnlyList<Config<WorkloadEntry>> Workloads { get; }

    public IReadOnlyList<Config<ServiceEntry>> Entries { get; }

    public IReadOnlyList<Service> Services { get; }

    /// <summary>Identifies the facts of all namespaces.</summary>
    public FactsVersion Facts { get; }

    public static WorkloadInputs Of(MeshView view, string @namespace) => new(view, @namespace);

    public ServiceFacts? FactsOf(ServiceKey service) => _facts?.GetValueOrDefault(service);

    public bool HasSameGlobals(WorkloadInputs other) => ReferenceEquals(_globals, other._globals);

    public bool Equals(WorkloadInputs? other) =>
        other is not null
        && ReferenceEquals(_globals, other._globals)
        && ReferenceEquals(Workloads, other.Workloads)
        && ReferenceEquals(Entries, other.Entries)
        && ReferenceEquals(Services, other.Services)
        && ReferenceEquals(_facts, other._facts);

    public override bool Equals(object? obj) => Equals(obj as WorkloadInputs);

    public override int GetHashCode() => HashCode.Combine(Services, _facts);
}
