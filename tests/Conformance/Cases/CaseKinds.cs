using MeshActors.Conformance.Authz;
using MeshActors.Conformance.Xds;

namespace MeshActors.Conformance.Cases;

/// <summary>The kinds of cases that can be run.</summary>
public static class CaseKinds
{
    public static IReadOnlyDictionary<string, ICaseKind> For(RunOptions options)
    {
        ICaseKind[] kinds = [new XdsCaseKind(XdsSubjects.Over(options.Transport), options.ShowOnly is not null), .. AuthzCaseKinds.All];
        return kinds.ToDictionary(kind => kind.Kind);
    }
}
