using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A case's objects as the API servers of its clusters would tell them. The mesh's configuration is in its ConfigMap.</summary>
internal sealed class CaseObjects : IObjectSource
{
    private readonly Dictionary<(string Cluster, ResourceKind Kind), List<WatchedObject>> _objects = [];
    private readonly string _systemNamespace;

    public CaseObjects(XdsCase xdsCase, string systemNamespace)
    {
        _systemNamespace = systemNamespace;
        var input = CaseInput.Load(xdsCase);
        foreach (var (cluster, documents) in input.Clusters)
        {
            foreach (var json in documents)
            {
                Add(cluster, json);
            }
        }

        var maps = _objects[(xdsCase.Cluster, ResourceKinds.ConfigMap)] = [.. _objects.GetValueOrDefault((xdsCase.Cluster, ResourceKinds.ConfigMap)) ?? []];
        var mesh = MeshConfigMap(input, systemNamespace);
        maps.RemoveAll(map => map.Key == mesh.Key);
        maps.Add(mesh);
    }

    public async Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken)
    {
        foreach (var item in _objects.GetValueOrDefault((cluster, kind)) ?? [])
        {
            deliver(new SourceEvent.Upserted(item));
        }

        deliver(new SourceEvent.Synced());
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private void Add(string cluster, ReadOnlyMemory<byte> json)
    {
        var root = JsonNode.Parse(json.Span)!.AsObject();
        var version = root["apiVersion"]!.GetValue<string>();
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        if (ResourceKinds.Find(slash < 0 ? "" : version[..slash], root["kind"]!.GetValue<string>()) is not { } kind)
        {
            return;
        }

        // Agents are told the version of a module's object; the recorded control plane saw all of them in their first one.
        if (kind == ResourceKinds.WasmPlugin || kind == ResourceKinds.TrafficExtension)
        {
            root["metadata"]!["resourceVersion"] = "1";
            json = Encoding.UTF8.GetBytes(root.ToJsonString());
        }

        // The recordings were made without a look at it, which a running istiod takes: see docs/conformance.md.
        if (kind == ResourceKinds.Namespace
            && root["metadata"]?["name"]?.GetValue<string>() == _systemNamespace
            && root["metadata"]?["labels"] is JsonObject labels
            && labels.Remove(WellKnownLabels.Network))
        {
            json = Encoding.UTF8.GetBytes(root.ToJsonString());
        }

        var meta = ObjectParser.ParseMeta(json.Span).Meta;
        if (!_objects.TryGetValue((cluster, kind), out var list))
        {
            _objects[(cluster, kind)] = list = [];
        }

        list.Add(new(kind, meta.Namespace, meta.Name, $"{cluster}/{kind.Kind}/{meta.Namespace}/{meta.Name}", "1", json));
    }

    private static WatchedObject MeshConfigMap(CaseInput input, string ns)
    {
        var data = new JsonObject();
        if (input.MeshConfig is { } mesh)
        {
            data["mesh"] = Encoding.UTF8.GetString(mesh.Span);
        }

        if (input.MeshNetworks is { } networks)
        {
            data["meshNetworks"] = Encoding.UTF8.GetString(networks.Span);
        }

        var map = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "istio", ["namespace"] = ns },
            ["data"] = data,
        };
        return new(ResourceKinds.ConfigMap, ns, "istio", "mesh", "1", Encoding.UTF8.GetBytes(map.ToJsonString()));
    }
}
