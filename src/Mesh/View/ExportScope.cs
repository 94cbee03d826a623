using System.Collections.Frozen;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Who may see an object, from its <c>exportTo</c> or the mesh's default for its kind. <c>~</c> beside namespaces hides the
/// object from all; <c>*</c> beside anything shows it to all.
/// </summary>
internal readonly struct ExportScope
{
    private readonly FrozenSet<string>? _namespaces;

    private ExportScope(bool isPublic, FrozenSet<string>? namespaces)
    {
        IsPublic = isPublic;
        _namespaces = namespaces;
    }

    public bool IsPublic { get; }

    /// <summary>The namespaces that see an object which is not public, sorted.</summary>
    public IEnumerable<string> Namespaces => (_namespaces ?? []).Order(StringComparer.Ordinal);

    /// <param name="exportTo">What the object declares.</param>
    /// <param name="meshDefault">What the mesh says for objects that declare nothing; null means <c>*</c>.</param>
    /// <param name="ownNamespace">What <c>.</c> stands for.</param>
    public static ExportScope Of(IReadOnlyList<string> exportTo, IReadOnlyList<string> meshDefault, string ownNamespace)
    {
        var declared = exportTo.Count > 0 ? exportTo : meshDefault;
        if (declared.Count == 0 || declared.Contains("*"))
        {
            return new(true, null);
        }

        return declared.Contains("~")
            ? new(false, null)
            : new(false, declared.Select(e => e == "." ? ownNamespace : e).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>As declared, but no wider than the mesh lets ServiceEntries be seen.</summary>
    public static ExportScope Of(Service service, IReadOnlyList<string> meshDefault)
    {
        var declared = Of(service.ExportTo, meshDefault, service.Namespace);
        return service.Visibility switch
        {
            ServiceVisibility.Public => declared,
            ServiceVisibility.Namespace when declared.Includes(service.Namespace) =>
                new(false, FrozenSet.Create(StringComparer.Ordinal, service.Namespace)),
            _ => new(false, null),
        };
    }

    public bool Includes(string ns) => IsPublic || (_namespaces?.Contains(ns) ?? false);
}
