using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>Renders objects as <c>meta.k8s.io/v1 Table</c>, which <c>kubectl get</c> prints.</summary>
internal static class TableWriter
{
    private static readonly IReadOnlyList<TableColumn> PlainColumns = [BuiltInColumns.Name, BuiltInColumns.CreatedAt];

    /// <param name="includeObject"><c>Metadata</c>, <c>Object</c> or <c>None</c>: what each row carries besides its cells.</param>
    public static JsonObject Write(ResourceView view, IEnumerable<JsonObject> items, JsonObject listMetadata, string? includeObject, DateTimeOffset now, bool withColumns = true)
    {
        var columns = view.Version.Columns.Count > 0 ? view.Version.Columns : PlainColumns;
        var rows = new JsonArray();
        foreach (var item in items)
        {
            var row = new JsonObject { ["cells"] = new JsonArray([.. columns.Select(c => c.Cell(item, now))]) };
            if (includeObject != "None")
            {
                row["object"] = includeObject == "Object" ? item : PartialMetadata(item);
            }

            rows.Add((JsonNode?)row);
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = listMetadata,
            ["columnDefinitions"] = withColumns ? new JsonArray([.. columns.Select(Definition)]) : new JsonArray(),
            ["rows"] = rows,
        };
    }

    public static JsonObject PartialMetadata(JsonObject item) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = item["metadata"]?.DeepClone(),
    };

    /// <summary>An age as kubectl shows it: the two largest units while they matter.</summary>
    public static string Age(TimeSpan age)
    {
        if (age < TimeSpan.FromSeconds(-1))
        {
            return "<invalid>";
        }

        var seconds = (long)Math.Max(0, age.TotalSeconds);
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        return seconds switch
        {
            < 120 => $"{seconds}s",
            < 600 => Two(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => $"{minutes}m",
            < 8 * 3600 => Two(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => $"{hours}h",
            < 8 * 86400 => Two(days, "d", hours % 24, "h"),
            < 2 * 365 * 86400L => $"{days}d",
            < 8 * 365 * 86400L => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    public static string Age(string? timestamp, DateTimeOffset now)
        => DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Age(now - time) : "<unknown>";

    private static string Two(long large, string largeUnit, long small, string smallUnit)
        => small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";

    private static JsonNode Definition(TableColumn column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = column.Description,
        ["priority"] = column.Priority,
    };
}
