using System.Text;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Objects;

/// <summary>Short ways to put JSON through the parser.</summary>
internal static class Json
{
    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>An object of a kind with the given members beside its metadata.</summary>
    public static ParsedObject Parse(string apiVersion, string kind, string members) => ObjectParser.Parse(Bytes(
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"n","namespace":"ns"},{{members}}}"""));

    public static ParsedObject ParseVirtualService(string spec) =>
        Parse("networking.istio.io/v1", "VirtualService", $$"""
            "spec":{{spec}}
            """);

    /// <summary>The content of an object that has to be without errors.</summary>
    public static T Spec<T>(this ParsedObject parsed)
        where T : class, IResourceSpec
    {
        parsed.Errors.ShouldBeEmpty();
        return parsed.Object.ShouldBeOfType<Config<T>>().Spec;
    }
}
