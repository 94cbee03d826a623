using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>The cases of the conformance data that say what a schema accepts, and how it words a refusal.</summary>
public sealed class SchemaCaseTests
{
    private const string Data = "conformance/validation";

    [SharedDataFact(Data)]
    public void Case_OfASchema_GetsItsVerdictAndMessage()
    {
        var differences = new List<string>();
        var cases = 0;
        foreach (var folder in Directory.EnumerateDirectories(SharedData.Find(Data)!, "crd-*"))
        {
            var about = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!;
            var expected = about["expect"]!;
            var message = expected["schemaErrorContains"]?.GetValue<string>();
            foreach (var (_, item) in RecordedObjects.Of($"validation/{Path.GetFileName(folder)}"))
            {
                cases++;
                var faults = CrdSet.Bundled.Faults(item).Select(fault => fault.ToString()).ToList();
                var fits = expected["schemaValid"]!.GetValue<bool>()
                    ? faults.Count == 0
                    : faults.Any(fault => fault.Contains(message ?? "", StringComparison.Ordinal));
                if (!fits)
                {
                    differences.Add($"{Path.GetFileName(folder)}: {message ?? "valid"} <> {string.Join("; ", faults)}");
                }
            }
        }

        cases.ShouldBeGreaterThan(70);
        differences.ShouldBeEmpty();
    }
}
