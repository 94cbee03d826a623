using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;

namespace MeshActors.Kubernetes.Embedded.Tests.Protocol;

public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("restart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restart_WithDataFolder_KeepsObjectsKeysAndVersions()
    {
        string authority, keyId;
        long revision;
        await using (var first = new EmbeddedApiServer(new EmbeddedApiServerOptions { DataFolder = _folder }))
        {
            await first.StartAsync();
            await first.Client.CreateAsync(WellKnown.ConfigMaps, "default", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "kept" } });
            (authority, keyId, revision) = (first.Ca.Pem, first.Tokens.KeyId, first.Store.State.Revision);
        }

        await using var second = new EmbeddedApiServer(new EmbeddedApiServerOptions { DataFolder = _folder });
        await second.StartAsync();

        second.Client.Find(WellKnown.ConfigMaps, "default", "kept").ShouldNotBeNull();
        second.Ca.Pem.ShouldBe(authority);
        second.Tokens.KeyId.ShouldBe(keyId);
        second.Store.State.Revision.ShouldBe(revision);
    }
}
