using Envoy.Extensions.Filters.Http.Router.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi.Tests;

public class EnvoyAnyTests
{
    [Fact]
    public void Pack_Router_UnpacksToAnEqualMessage()
    {
        var router = new Router { SuppressEnvoyHeaders = true };

        var any = EnvoyAny.Pack(router);

        any.TypeUrl.ShouldBe("type.googleapis.com/envoy.extensions.filters.http.router.v3.Router");
        EnvoyAny.Unpack(any).ShouldBe(router);
    }

    [Fact]
    public void Unpack_UnknownType_IsNull() => EnvoyAny.Unpack(new Any { TypeUrl = "type.googleapis.com/no.such.Message" }).ShouldBeNull();

    [Fact]
    public void Print_AnyInside_SpellsOutItsContent()
    {
        var any = EnvoyAny.Pack(new Router { SuppressEnvoyHeaders = true });

        var json = EnvoyJson.Print(any);

        json.ShouldContain("\"suppressEnvoyHeaders\":true");
        EnvoyJson.ParseAny(json).ShouldBe(any);
    }

    [Theory]
    [InlineData(TypeUrls.Cluster)]
    [InlineData(TypeUrls.Endpoint)]
    [InlineData(TypeUrls.Listener)]
    [InlineData(TypeUrls.Route)]
    [InlineData(TypeUrls.Secret)]
    [InlineData(TypeUrls.ExtensionConfig)]
    [InlineData(TypeUrls.NameTable)]
    [InlineData(TypeUrls.Address)]
    [InlineData(TypeUrls.Workload)]
    [InlineData(TypeUrls.Authorization)]
    [InlineData(TypeUrls.ClientConfig)]
    public void Find_SubscribableType_IsKnown(string typeUrl) => EnvoyTypes.Find(typeUrl).ShouldNotBeNull();
}
