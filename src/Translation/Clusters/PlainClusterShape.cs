using MeshActors.Mesh.Authentication;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// What decides the cluster of a service that nothing is special about, but for names: services of one shape have clusters that differ in names only.
/// </summary>
internal sealed record PlainClusterShape
{
    private static readonly string Host = MessageTemplate.Mark("host");
    private static readonly string Name = MessageTemplate.Mark("name");
    private static readonly string Namespace = MessageTemplate.Mark("namespace");

    public required ClusterView View { get; init; }

    public required ClusterMeshSettings Mesh { get; init; }

    public required int Port { get; init; }

    public required Protocol Protocol { get; init; }

    public required ServiceRegistry Registry { get; init; }

    public required bool MeshExternal { get; init; }

    public required MutualTlsMode ServiceMode { get; init; }

    public required bool IsTunnelled { get; init; }

    /// <summary>How many names the server may present.</summary>
    public required int Accounts { get; init; }

    /// <summary>Leaves out what is large and nearly always the same.</summary>
    public override int GetHashCode() => HashCode.Combine(Port, Protocol, MeshExternal, ServiceMode, IsTunnelled, Accounts, View.Type);

    /// <summary>
    /// The shape of a cluster; null where something is special. Whatever else of a service may come to decide its cluster belongs here, or among what
    /// is special.
    /// </summary>
    public static PlainClusterShape? Of(OutboundClusterInputs inputs)
    {
        var service = inputs.Service;
        return inputs.Mode != ClusterMode.Default
            || inputs.Rule is not null
            || inputs.Inline is not null
            || inputs.Mesh.OutboundStatName.Length > 0
            || service.Resolution != Resolution.ClientSideLb
            || service.TrafficDistribution != TrafficDistribution.Any
            || service.KeepsSessions(inputs.Mesh.Features)
            ? null
            : new()
            {
                View = inputs.View,
                Mesh = inputs.Mesh,
                Port = inputs.Port.Number,
                Protocol = inputs.Port.Protocol,
                Registry = service.Registry,
                MeshExternal = service.MeshExternal,
                ServiceMode = inputs.ServiceMode,
                IsTunnelled = inputs.IsTunnelled,
                Accounts = inputs.ServiceAccounts.Names.Count,
            };
    }

    /// <summary>The names of a cluster, in the order of <see cref="Marks"/>.</summary>
    public static string[] NamesOf(OutboundClusterInputs inputs) =>
        [inputs.Service.Hostname, inputs.Service.Name, inputs.Service.Namespace, .. inputs.ServiceAccounts.Names];

    public string[] Marks() => [Host, Name, Namespace, .. Enumerable.Range(0, Accounts).Select(account => MessageTemplate.Mark($"account{account}"))];

    /// <summary>A cluster of this shape with the given names.</summary>
    public OutboundClusterInputs With(string[] names) => new()
    {
        Service = new()
        {
            Hostname = names[0],
            Name = names[1],
            Namespace = names[2],
            Registry = Registry,
            Resolution = Resolution.ClientSideLb,
            MeshExternal = MeshExternal,
            Source = new("", "", ""),
        },
        Port = new("", Port, Protocol),
        Mode = ClusterMode.Default,
        View = View,
        Mesh = Mesh,
        ServiceAccounts = new(names[3..]),
        ServiceMode = ServiceMode,
        IsTunnelled = IsTunnelled,
    };
}
