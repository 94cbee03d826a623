using MeshActors.Host.Embedded;
using MeshActors.Host.Options;

namespace MeshActors.Host.Tests.Embedded;

public sealed class ManifestApplierTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Theory]
    [InlineData("wieght: 10", "unknown field \"spec.http[0].route[0].wieght\"")]
    [InlineData("weight: most", "spec.http[0].route[0].weight in body must be of type integer: \"string\"")]
    public async Task Apply_FieldThatTheSchemaRefuses_NamesPlaceAndField(string weight, string reason)
    {
        var manifest = $"""
            # The object stands on the second line.
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: reviews
            spec:
              hosts: [reviews]
              http:
              - route:
                - destination:
                    host: reviews
                  {weight}
            """;

        var error = await Should.ThrowAsync<OptionException>(
            () => new ManifestApplier(server.Cluster.Client, TimeProvider.System).ApplyAsync("mesh.yaml", manifest, CancellationToken.None));

        error.Message.ShouldStartWith("mesh.yaml:2: ");
        error.Message.ShouldContain(reason);
    }
}
