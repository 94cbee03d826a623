using System.Text.Json;
using Envoy.Config.Core.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Yaml;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>A <c>sample-scale-*</c> case of the conformance data: its objects as JSON, its mesh configuration and its proxies.</summary>
internal sealed record SampleCase(IReadOnlyList<string> Objects, MeshConfig Mesh, IReadOnlyDictionary<string, SampleProxy> Proxies)
{
    /// <param name="folder">The case's folder.</param>
    public static SampleCase Load(string folder)
    {
        var mesh = MeshConfigurationParser.ParseMeshConfig(YamlDocuments.ToJson(File.ReadAllBytes(Path.Combine(folder, "mesh.yaml")))[0]);
        using var content = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")), new() { MaxDepth = 256 });
        return new(
            [.. YamlDocuments.ToJson(File.ReadAllBytes(Path.Combine(folder, "input.yaml"))).Select(json => System.Text.Encoding.UTF8.GetString(json.Span))],
            mesh.Value ?? throw new InvalidDataException($"{folder}/mesh.yaml: {string.Join("; ", mesh.Errors)}"),
            content.RootElement.GetProperty("proxies").EnumerateArray().Select(SampleProxy.Read).ToDictionary(proxy => proxy.Name));
    }
}

/// <summary>A proxy of a case.</summary>
/// <param name="Name">Its name in the case.</param>
/// <param name="Node">What it says of itself.</param>
/// <param name="RouteNames">The route configurations that it asks for.</param>
internal sealed record SampleProxy(string Name, Node Node, IReadOnlyList<string> RouteNames)
{
    public static SampleProxy Read(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        EnvoyJson.Parse<Node>(json.GetProperty("node")),
        json.GetProperty("requests").TryGetProperty("routes", out var routes)
            ? [.. routes.EnumerateArray().Select(name => name.GetString()!)]
            : []);
}
