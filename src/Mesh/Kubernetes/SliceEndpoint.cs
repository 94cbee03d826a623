using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>One endpoint of a slice; all its addresses are the same endpoint.</summary>
public sealed record SliceEndpoint
{
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Null means ready, as the API defines.</summary>
    public bool? Ready { get; init; }

    public bool? Serving { get; init; }

    public bool? Terminating { get; init; }

    public string Hostname { get; init; } = "";

    public string NodeName { get; init; } = "";

    public string Zone { get; init; } = "";

    /// <summary>The object behind the endpoint, most often a pod.</summary>
    public TargetReference? TargetRef { get; init; }

    internal static SliceEndpoint Read(FieldReader fields)
    {
        var conditions = fields.Child("conditions");
        return new SliceEndpoint
        {
            Addresses = fields.Texts("addresses"),
            Ready = conditions.FlagOrNull("ready"),
            Serving = conditions.FlagOrNull("serving"),
            Terminating = conditions.FlagOrNull("terminating"),
            Hostname = fields.Text("hostname"),
            NodeName = fields.Text("nodeName"),
            Zone = fields.Text("zone"),
            TargetRef = fields.Message("targetRef", TargetReference.Read),
        };
    }
}
