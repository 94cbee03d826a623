using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Resources;

public sealed class SharedResourceTests
{
    private static readonly ResponseComposer Composer = new("control plane");

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(70_000)]
    public void DeltaResponse_ComposedOfSharedBytes_IsWhatTheProtocolSays(int length)
    {
        var resource = new SharedResource(Sample.Encoded("outbound|80||ü.one", new string('x', length)));
        var push = new Push { Resources = { resource, Sample.Resource("b") }, Removed = { "gone", "too" } };

        var response = DeltaDiscoveryResponse.Parser.ParseFrom(Compose(push, isDelta: true));

        response.ShouldBe(new DeltaDiscoveryResponse
        {
            SystemVersionInfo = "version",
            TypeUrl = TypeUrls.Cluster,
            Nonce = "nonce",
            RemovedResources = { "gone", "too" },
            ControlPlane = new() { Identifier = "control plane" },
            Resources = { push.Resources.Select(AsResource) },
        });
    }

    [Fact]
    public void SotwResponse_ComposedOfSharedBytes_IsWhatTheProtocolSays()
    {
        var push = new Push { Resources = { Sample.Resource("a"), Sample.Resource("b") } };

        var response = DiscoveryResponse.Parser.ParseFrom(Compose(push, isDelta: false));

        response.ShouldBe(new DiscoveryResponse
        {
            VersionInfo = "version",
            TypeUrl = TypeUrls.Cluster,
            Nonce = "nonce",
            ControlPlane = new() { Identifier = "control plane" },
            Resources = { push.Resources.Select(resource => AsResource(resource).Resource_) },
        });
    }

    [Fact]
    public void Store_EqualBytesFromTwoOwners_AreOneInstance()
    {
        var store = new ResourceStore();
        var first = store.Intern(Sample.Encoded("a"));

        store.Intern(Sample.Encoded("a")).ShouldBeSameAs(first);
        store.Intern(Sample.Encoded("a", "2")).ShouldNotBeSameAs(first);
        store.Intern(Sample.Encoded("a", typeUrl: TypeUrls.Listener)).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Store_BytesForgedToHaveTheHashOfOthers_AreKeptApart()
    {
        var store = new ResourceStore();
        var (honest, forged) = ForgedHash.Pair();
        var first = store.Intern(new("a", TypeUrls.Cluster, honest));
        var second = store.Intern(new("a", TypeUrls.Cluster, forged));

        second.ContentVersion.ShouldBe(first.ContentVersion);
        second.Value.ToArray().ShouldBe(forged);
        store.Intern(new("a", TypeUrls.Cluster, honest)).ShouldBeSameAs(first);
    }

    private static byte[] Compose(Push push, bool isDelta)
    {
        var builder = new EncodedMessageBuilder();
        return Composer.Compose(builder, XdsType.Cluster, push, "nonce", "version", isDelta).ToContiguous().ToArray();
    }

    private static Resource AsResource(SharedResource resource) => new()
    {
        Name = resource.Name,
        Version = resource.ContentVersion.ToString(),
        Resource_ = new() { TypeUrl = TypeUrls.Cluster, Value = ByteString.CopyFrom(resource.Value.Span) },
    };
}
