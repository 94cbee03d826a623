using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of endpoints and endpoint slices.</summary>
internal static class EndpointColumns
{
    private const int Shown = 3;

    public static readonly IReadOnlyList<TableColumn> Endpoints =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Endpoints", (o, _) => Limited(Addresses(o))),
        BuiltInColumns.Age,
    ];

    public static readonly IReadOnlyList<TableColumn> Slices =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("AddressType", (o, _) => o.Text("addressType")),
        BuiltInColumns.Text("Ports", (o, _) => o.List("ports") is { Count: > 0 } ports ? Limited(ports.OfType<JsonObject>().Select(p => p.Whole("port")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*")) : "<unset>"),
        BuiltInColumns.Text("Endpoints", (o, _) => o.List("endpoints") is { Count: > 0 } list ? Limited(list.OfType<JsonObject>().SelectMany(e => e.List("addresses")?.Select(a => a.AsText() ?? "") ?? [])) : "<unset>"),
        BuiltInColumns.Age,
    ];

    private static IEnumerable<string> Addresses(JsonObject endpoints)
    {
        foreach (var subset in endpoints.List("subsets")?.OfType<JsonObject>() ?? [])
        {
            foreach (var address in subset.List("addresses")?.OfType<JsonObject>() ?? [])
            {
                if (subset.List("ports") is not { Count: > 0 } ports)
                {
                    yield return address.Text("ip") ?? "";
                    continue;
                }

                foreach (var port in ports.OfType<JsonObject>())
                {
                    yield return $"{address.Text("ip")}:{port.Whole("port")}";
                }
            }
        }
    }

    private static string? Limited(IEnumerable<string> all)
    {
        var list = all.ToList();
        return list.Count switch
        {
            0 => null,
            <= Shown => string.Join(",", list),
            _ => $"{string.Join(",", list.Take(Shown))} + {list.Count - Shown} more...",
        };
    }
}
