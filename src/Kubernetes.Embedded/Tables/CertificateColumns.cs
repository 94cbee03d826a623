using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of certificate signing requests.</summary>
internal static class CertificateColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Age,
        BuiltInColumns.Text("SignerName", (o, _) => o.At("spec", "signerName").AsText()),
        BuiltInColumns.Text("Requestor", (o, _) => o.At("spec", "username").AsText()),
        BuiltInColumns.Text("RequestedDuration", (o, _) => o.At("spec", "expirationSeconds").AsWhole() is { } seconds ? TableWriter.Age(TimeSpan.FromSeconds(seconds)) : null),
        BuiltInColumns.Text("Condition", (o, _) => Condition(o)),
    ];

    private static string Condition(JsonObject request)
    {
        var words = (request.At("status", "conditions") as JsonArray)?.OfType<JsonObject>().Select(c => c.Text("type")).ToList() ?? [];
        if (words.Count == 0)
        {
            words.Add("Pending");
        }

        if (!string.IsNullOrEmpty(request.At("status", "certificate").AsText()))
        {
            words.Add("Issued");
        }

        return string.Join(",", words);
    }
}
