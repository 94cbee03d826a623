using System.Text;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.EnvoyApi;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Resources;

/// <summary>Resources whose bytes are any text: streams look at none of them.</summary>
internal static class Sample
{
    private static readonly ResourceStore Store = new();

    public static SharedResource Resource(string name, string content = "1") => Store.Intern(Encoded(name, content));

    public static EncodedResource Encoded(string name, string content = "1", string typeUrl = TypeUrls.Cluster) =>
        new(name, typeUrl, Encoding.UTF8.GetBytes($"{name}={content}"));

    public static ResourceSet Whole(params string[] resources) => Store.Empty(isWhole: true).ReplacedBy(Resources(resources));

    public static ResourceSet Named(params string[] resources) => Store.Empty(isWhole: false).With(Resources(resources), []);

    /// <summary><c>a</c> or <c>a:2</c>, a name and a content.</summary>
    public static SharedResource[] Resources(params string[] resources) =>
        [.. resources.Select(text => text.Split(':') is [var name, var content] ? Resource(name, content) : Resource(text))];

    public static string[] Texts(IEnumerable<SharedResource> resources) =>
        [.. resources.Select(resource => Encoding.UTF8.GetString(resource.Value.Span)).Order(StringComparer.Ordinal)];
}
