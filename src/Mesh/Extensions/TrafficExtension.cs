using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Extensions;

/// <summary>A WebAssembly or Lua filter for workloads' proxies; one of the two is set.</summary>
public sealed record TrafficExtension : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.TrafficExtension;

    public WorkloadSelector? Selector { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public ExecutionPhase Phase { get; init; }

    /// <summary>Higher ones come first within a phase; null for 0.</summary>
    public int? Priority { get; init; }

    public IReadOnlyList<TrafficSelector> Match { get; init; } = [];

    public WasmConfig? Wasm { get; init; }

    public LuaConfig? Lua { get; init; }

    internal static TrafficExtension Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        Phase = fields.Enum<ExecutionPhase>("phase"),
        Priority = fields.Int32OrNull("priority"),
        Match = fields.Messages("match", TrafficSelector.Read),
        Wasm = fields.Message("wasm", WasmConfig.Read),
        Lua = fields.Message("lua", LuaConfig.Read),
    };
}
