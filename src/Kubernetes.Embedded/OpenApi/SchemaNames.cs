using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>The names under which schemas are published; clients know some of them.</summary>
internal static class SchemaNames
{
    /// <summary>The public name of a type of the schema files.</summary>
    public static string Of(string typeName)
    {
        var (package, name) = typeName.Split('.') is [var p, var n] ? (p, n) : ("", typeName);
        return package switch
        {
            "meta" => $"io.k8s.apimachinery.pkg.apis.meta.v1.{name}",
            "apiextensions" => $"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.{name}",
            "autoscaling" => $"io.k8s.api.autoscaling.v2.{name}",
            "autoscaling1" => $"io.k8s.api.autoscaling.v1.{name}",
            _ => $"io.k8s.api.{package}.v1.{name}",
        };
    }

    /// <summary>The name of a custom kind: its group backwards, version and kind.</summary>
    public static string Of(ResourceView view)
        => view.Definition.IsCustom
            ? $"{string.Join('.', view.Definition.Id.Group.Split('.').Reverse())}.{view.Version.Name}.{view.Definition.Kind}"
            : Of(view.Version.Schema.TypeName ?? view.Definition.Kind);
}
