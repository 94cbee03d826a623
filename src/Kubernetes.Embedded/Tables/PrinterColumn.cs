using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>An <c>additionalPrinterColumns</c> entry: a JSONPath whose first match becomes the cell.</summary>
internal static class PrinterColumn
{
    public static TableColumn Read(JsonObject column)
    {
        var type = column.Text("type") ?? "string";
        var path = JsonPath.Parse(column.Text("jsonPath") ?? "");
        return new TableColumn(
            column.Text("name") ?? "",
            type == "date" ? "string" : type,
            column.Text("format") ?? "",
            (int)(column.Whole("priority") ?? 0),
            column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {column.Text("jsonPath")}",
            (item, now) => Cell(type, [.. path.Find(item)], now));
    }

    private static JsonNode? Cell(string type, IReadOnlyList<JsonNode?> found, DateTimeOffset now)
    {
        if (found.Count == 0 || found[0] is null)
        {
            return null;
        }

        return type switch
        {
            "date" => TableWriter.Age(found[0].AsText(), now),
            "integer" or "number" or "boolean" => found[0]!.DeepClone(),
            _ when found.Count > 1 => string.Join(",", found.Select(Show)),
            _ => Show(found[0]),
        };
    }

    private static string Show(JsonNode? node) => node.AsText() ?? JsonBytes.Show(node);
}
