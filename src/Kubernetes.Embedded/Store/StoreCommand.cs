using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>What the writer loop of the store is asked to do.</summary>
internal abstract record StoreCommand
{
    private StoreCommand()
    {
    }

    /// <summary>Writes (or, where <paramref name="Node"/> is final state of a deletion, deletes) one object if it is still as expected.</summary>
    /// <param name="Expected">The revision that must be stored now: 0 for none, null for whatever is there.</param>
    internal sealed record Commit(ResourceId Resource, StoreKey Key, JsonObject Node, long? Expected, bool Delete) : StoreCommand
    {
        public TaskCompletionSource<StoreEvent> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed record Subscribe(ResourceId Resource, long? After) : StoreCommand
    {
        public TaskCompletionSource<StoreWatch> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed record Unsubscribe(StoreWatch Watch) : StoreCommand;
}
