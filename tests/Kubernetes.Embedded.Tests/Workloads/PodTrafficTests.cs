using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

public sealed class PodTrafficTests
{
    [Theory]
    [InlineData("1.1", "HTTP/1.1")]
    [InlineData("2.0", "HTTP/2")]
    public async Task Pod_Asked_SaysWhoItIsAndWhatWasAsked(string version, string protocol)
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));
        await run.UntilReadyAsync(1);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{RunningWorkloads.Address(run.Pods[0])}:18080/a/b?c=d")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("body"),
        };
        request.Headers.Add("x-request-id", "42");

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        answer.Text("pod").ShouldBe(RunningWorkloads.Name(run.Pods[0]));
        answer.Text("workload").ShouldBe("web");
        answer.Text("version").ShouldBe("v1");
        answer.Text("serviceAccount").ShouldBe("sa");
        answer.Text("method").ShouldBe("POST");
        answer.Text("path").ShouldBe("/a/b");
        answer.Text("query").ShouldBe("?c=d");
        answer.Text("protocol").ShouldBe(protocol);
        answer.Map("headers")!.Text("x-request-id").ShouldBe("42");
    }

    [Fact]
    public async Task Port_ThatItsServiceCallsTcp_Echoes()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Services, RunningWorkloads.Service("web", """{"name":"tcp-echo","port":9000,"targetPort":"web"}"""));
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));
        await run.UntilReadyAsync(1);

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(RunningWorkloads.Address(run.Pods[0])), 18080);
        var stream = client.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        var echoed = new byte[18];
        await stream.ReadExactlyAsync(echoed);
        echoed.ShouldBe("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
    }

    [Fact]
    public async Task Slice_OfAService_DescribesItsPods()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Services, RunningWorkloads.Service("web", """{"name":"http","port":80,"targetPort":"web","appProtocol":"http2"}"""));
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));
        await run.UntilReadyAsync(1);
        await run.Cluster.UntilAsync("an endpoint is there", () => run.Cluster.All(ResourceTypes.EndpointSlices) is [var one] && one.List("endpoints")!.Count == 1
            && one.List("endpoints")![0]!.AsObject().Map("conditions")!.Flag("ready"));

        var slice = run.Cluster.All(ResourceTypes.EndpointSlices)[0];
        slice.Map("metadata")!.Map("labels")!.Text("kubernetes.io/service-name").ShouldBe("web");
        slice.Map("metadata")!.List("ownerReferences")![0]!.AsObject().Text("kind").ShouldBe("Service");
        slice.List("ports")![0]!.ToJsonString().ShouldBe("""{"name":"http","port":18080,"protocol":"TCP","appProtocol":"http2"}""");
        var endpoint = slice.List("endpoints")![0]!.AsObject();
        endpoint.List("addresses")![0].AsText().ShouldBe(RunningWorkloads.Address(run.Pods[0]));
        endpoint.Map("targetRef")!.Text("name").ShouldBe(RunningWorkloads.Name(run.Pods[0]));
        endpoint.Text("zone").ShouldBe("zone-a");
        await run.Cluster.UntilAsync("Endpoints follow", () =>
            run.Cluster.Find(ResourceTypes.Endpoints, "default", "web")?.List("subsets") is [JsonObject subset] && subset.List("addresses") is { Count: 1 });
        var service = run.Cluster.Find(ResourceTypes.Services, "default", "web")!;
        IPNetwork.Parse("127.96.0.0/16").Contains(IPAddress.Parse(service.Map("spec")!.Text("clusterIP")!)).ShouldBeTrue();
    }

    [Fact]
    public async Task Service_Deleted_TakesItsEndpointsAlong()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Services, RunningWorkloads.Service("web"));
        await run.Cluster.UntilAsync("slice and Endpoints are there", () =>
            run.Cluster.All(ResourceTypes.EndpointSlices).Count == 1 && run.Cluster.All(ResourceTypes.Endpoints).Count == 1);

        await run.Cluster.DeleteAsync(ResourceTypes.Services, "default", "web", DeleteOptions.Default, default);

        await run.Cluster.UntilAsync("slice and Endpoints are gone", () =>
            run.Cluster.All(ResourceTypes.EndpointSlices).Count == 0 && run.Cluster.All(ResourceTypes.Endpoints).Count == 0);
    }
}
