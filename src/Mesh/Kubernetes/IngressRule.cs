using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>The paths of one host.</summary>
public sealed record IngressRule
{
    /// <summary>Empty for every host; may have a leading wildcard.</summary>
    public string Host { get; init; } = "";

    public IReadOnlyList<IngressPath> Paths { get; init; } = [];

    internal static IngressRule Read(FieldReader fields)
    {
        var http = fields.Child("http");
        return new IngressRule
        {
            Host = fields.Text("host"),
            Paths = http.Messages("paths", IngressPath.Read),
        };
    }
}
