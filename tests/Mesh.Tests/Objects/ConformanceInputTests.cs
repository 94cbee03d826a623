using System.Text.Json;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Validation.Meshes;
using MeshActors.Testing;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Tests.Objects;

public sealed class ConformanceInputTests
{
    // The parser leaves these to the conversion from the Gateway API.
    private const string GatewayApi = "gateway.networking.k8s.io";

    [SharedDataFact("conformance/xds")]
    public void Parse_EveryRecordedInput_GivesNoErrors()
    {
        var failures = new List<string>();
        var parsed = 0;
        foreach (var (file, json) in Documents("input.yaml"))
        {
            foreach (var item in Items(json))
            {
                var result = ObjectParser.Parse(null, item);
                parsed++;
                if (result.Errors.Count > 0 && result.Kind?.Group != GatewayApi)
                {
                    failures.Add($"{file}: {result.Describe()}");
                }
            }
        }

        failures.ShouldBeEmpty();
        parsed.ShouldBeGreaterThan(1000);
    }

    [SharedDataFact("conformance/xds")]
    public void ParseMeshConfig_EveryRecordedOne_GivesNoErrors()
    {
        var failures = Documents("mesh.yaml")
            .Select(document => (document.File, MeshConfigurationParser.ParseMeshConfig(document.Json).Errors))
            .Where(result => result.Errors.Count > 0)
            .Select(result => $"{result.File}: {string.Join("; ", result.Errors)}");

        failures.ShouldBeEmpty();
    }

    [SharedDataFact("conformance/xds")]
    public void Check_EveryRecordedMesh_IsTaken()
    {
        var meshes = Documents("mesh.yaml").SelectMany(document =>
            MeshConfigRules.Check(MeshConfigurationParser.ParseMeshConfig(document.Json).Value!).Select(error => $"{document.File}: {error}"));
        var networks = Documents("networks.yaml").SelectMany(document =>
            MeshNetworksRules.Check(MeshConfigurationParser.ParseMeshNetworks(document.Json).Value!).Select(error => $"{document.File}: {error}"));

        meshes.Concat(networks).ShouldBeEmpty();
    }

    [SharedDataFact("conformance/xds")]
    public void ParseMeshNetworks_EveryRecordedOne_GivesNetworks()
    {
        foreach (var (file, json) in Documents("networks.yaml"))
        {
            var parsed = MeshConfigurationParser.ParseMeshNetworks(json);

            parsed.Errors.ShouldBeEmpty(file);
            parsed.Value!.Networks.ShouldNotBeEmpty(file);
        }
    }

    private static IEnumerable<(string File, ReadOnlyMemory<byte> Json)> Documents(string fileName) =>
        from file in Directory.EnumerateFiles(SharedData.Find("conformance/xds")!, fileName, SearchOption.AllDirectories)
        from json in YamlDocuments.ToJson(File.ReadAllText(file))
        where !json.Span.SequenceEqual("null"u8)
        select (file, json);

    private static IEnumerable<JsonElement> Items(ReadOnlyMemory<byte> json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return root.TryGetProperty("items", out var items) ? items.EnumerateArray() : [root];
    }
}
