using MeshActors.Kubernetes.Discovery;
using MeshActors.Kubernetes.Tests.Double;

namespace MeshActors.Kubernetes.Tests.Discovery;

public sealed class ApiDiscoveryTests
{
    [Fact]
    public async Task Types_OfAServer_AreThoseOfEachGroupsPreferredVersion()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Next(200, """
            {"kind":"APIGroupList","groups":[
              {"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}},
              {"name":"broken","versions":[{"groupVersion":"broken/v1","version":"v1"}],"preferredVersion":{"groupVersion":"broken/v1","version":"v1"}}]}
            """);
        api.Next(200, """{"groupVersion":"v1","resources":[{"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get"],"shortNames":["po"]},{"name":"pods/status","namespaced":true,"kind":"Pod"}]}""");
        api.Next(200, """{"groupVersion":"apps/v1","resources":[{"name":"deployments","singularName":"","namespaced":true,"kind":"Deployment"}]}""");
        api.Next(503, "");
        using var client = api.Connect();

        var types = await new ApiDiscovery(client).GetTypesAsync(default);

        types.Select(t => t.Type).ShouldBe([ResourceTypes.Pods, ResourceTypes.Deployments]);
        types.Single(t => t.IsCalled("po")).Type.ShouldBe(ResourceTypes.Pods);
        types.Single(t => t.IsCalled("deployments.apps")).Type.ShouldBe(ResourceTypes.Deployments);
    }
}
