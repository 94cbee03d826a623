using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>A column of the table that <c>kubectl get</c> prints.</summary>
/// <param name="Priority">0 is always shown, higher only with <c>-o wide</c>.</param>
/// <param name="Cell">The cell of one object at a moment, for columns that show ages.</param>
internal sealed record TableColumn(string Name, string Type, string Format, int Priority, string Description, Func<JsonObject, DateTimeOffset, JsonNode?> Cell);
