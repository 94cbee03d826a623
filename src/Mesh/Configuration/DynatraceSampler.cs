using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Sampling as Dynatrace asks for.</summary>
public sealed record DynatraceSampler
{
    public string Tenant { get; init; } = "";

    public int ClusterId { get; init; }

    public uint RootSpansPerMinute { get; init; }

    public DynatraceApi? HttpService { get; init; }

    internal static DynatraceSampler Read(FieldReader fields) => new()
    {
        Tenant = fields.Text("tenant"),
        ClusterId = fields.Int32("clusterId"),
        RootSpansPerMinute = fields.UInt32("rootSpansPerMinute"),
        HttpService = fields.Message("httpService", DynatraceApi.Read),
    };
}
