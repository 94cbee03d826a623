using MeshActors.Translation.Extensions;

namespace MeshActors.Translation.Tests.Extensions;

public sealed class ModuleUrlTests
{
    [Theory]
    [InlineData("example.com/filter:1", "oci", "oci://example.com/filter:1")]
    [InlineData("OCI://example.com/filter:1", "oci", "oci://example.com/filter:1")]
    [InlineData("https://example.com/filter.wasm", "https", "https://example.com/filter.wasm")]
    [InlineData("file:///opt/filter.wasm", "file", "file:///opt/filter.wasm")]
    [InlineData("registry:5000/filter:1", "registry", "registry:5000/filter:1")]
    public void Parse_Url_TellsItsScheme(string text, string scheme, string whole) =>
        ModuleUrl.Parse(text).ShouldBe(new ModuleUrl(scheme, whole));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1:5000/filter")]
    [InlineData("my_registry:5000/filter")]
    [InlineData(":/filter")]
    public void Parse_NoUrl_GivesNone(string text) => ModuleUrl.Parse(text).ShouldBeNull();
}
