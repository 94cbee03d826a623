using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>What holds for hosts without a traffic policy of their own.</summary>
public sealed record DefaultTrafficPolicy
{
    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    internal static DefaultTrafficPolicy Read(FieldReader fields) => new()
    {
        ConnectionPool = fields.Message("connectionPool", ConnectionPoolSettings.Read),
        OutlierDetection = fields.Message("outlierDetection", OutlierDetection.Read),
    };
}
