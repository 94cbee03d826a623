using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class ListenerIncrementalityTests
{
    private static readonly MeshPort Tcp = ListenerMesh.Port("tcp", 5432, Protocol.Tcp);

    [Fact]
    public void ChangedService_RebuildsItsOwnListenerOnly()
    {
        var mesh = new ListenerMesh().With(ListenerMesh.Service("a", "10.2.0.1", Tcp)).With(ListenerMesh.Service("b", "10.2.0.2", Tcp));
        var before = mesh.EncodedListenersOf(ListenerMesh.Sidecar).ToDictionary(listener => listener.Name);
        var built = mesh.Translator.Misses;

        mesh.With(ListenerMesh.Service("b", "10.2.0.3", Tcp));
        var after = mesh.EncodedListenersOf(ListenerMesh.Sidecar).ToDictionary(listener => listener.Name);

        (mesh.Translator.Misses - built).ShouldBe(1);
        after["10.2.0.1_5432"].ShouldBeSameAs(before["10.2.0.1_5432"]);
        after["virtualInbound"].ShouldBeSameAs(before["virtualInbound"]);
        after.Keys.ShouldContain("10.2.0.3_5432");
    }

    [Fact]
    public void FurtherHttpService_OnAKnownPort_RebuildsNothing()
    {
        var http = ListenerMesh.Port("http", 80, Protocol.Http);
        var mesh = new ListenerMesh().With(ListenerMesh.Service("a", "10.2.0.1", http));
        mesh.EncodedListenersOf(ListenerMesh.Sidecar);
        var built = mesh.Translator.Misses;

        mesh.With(ListenerMesh.Service("b", "10.2.0.2", http)).EncodedListenersOf(ListenerMesh.Sidecar);

        mesh.Translator.Misses.ShouldBe(built);
    }

    [Fact]
    public void ProxiesThatAgree_ShareTheirListeners()
    {
        var mesh = new ListenerMesh().With(ListenerMesh.Service("a", "10.2.0.1", Tcp));
        var first = mesh.EncodedListenersOf(ListenerMesh.Sidecar);
        var built = mesh.Translator.Misses;

        var second = mesh.EncodedListenersOf(ListenerMesh.Sidecar with { Id = "app-2.default", IpAddresses = ["10.1.0.2"] });

        mesh.Translator.Misses.ShouldBe(built);
        second.ShouldBe(first);
    }
}
