using MeshActors.Mesh.View;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>Whatever happens to one service of 10,000, all but a few items of every list stay where they are.</summary>
public sealed class ServiceChangeTests(LargeMesh mesh) : IClassFixture<LargeMesh>
{
    private const int Some = 4321;
    private const int New = LargeMesh.Services + 7;

    // Two segments, and two for the change before, which is taken back at the same time.
    private const int MostMoved = 4 * 128;

    public static TheoryData<string> Kinds => ["address", "port", "exportTo", "hidden", "added", "removed"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Service_Changes_MovesFewItems(string kind)
    {
        var change = Apply(kind);

        foreach (var (before, after) in LargeMesh.Scopes(mesh.View).Zip(LargeMesh.Scopes(change.View)))
        {
            Moved(before.Services, after.Services).ShouldBeLessThanOrEqualTo(MostMoved);
            Moved(before.EgressListeners[0].Services, after.EgressListeners[0].Services).ShouldBeLessThanOrEqualTo(MostMoved);
        }

        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Moved(
                before.Clusters.ShouldBeOfType<SegmentedList<EncodedResource>>(),
                after.Clusters.ShouldBeOfType<SegmentedList<EncodedResource>>()).ShouldBeLessThanOrEqualTo(MostMoved);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Service_Changes_EncodesNoOtherClustersAndHosts(string kind)
    {
        var change = Apply(kind);

        change.Work.Clusters.ShouldBeLessThanOrEqualTo(1);
        change.Work.VirtualHosts.ShouldBeLessThanOrEqualTo(LargeMesh.Namespaces);
    }

    private Change Apply(string kind) => kind switch
    {
        "address" => mesh.Apply(LargeMesh.Service(Some, "10.250.0.1")),
        "port" => mesh.Apply(LargeMesh.Service(Some, "10.250.0.1", port: 81)),
        "exportTo" => mesh.Apply(LargeMesh.Service(Some, "10.250.0.1", annotations: ExportTo("ns-1,ns-2"))),
        "hidden" => mesh.Apply(LargeMesh.Service(Some, "10.250.0.1", annotations: ExportTo("~"))),
        "added" => mesh.Apply(LargeMesh.Service(New, "10.250.0.1")),
        "removed" => mesh.Remove(LargeMesh.Service(Some, "10.250.0.1")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string ExportTo(string namespaces) => $"\"networking.istio.io/exportTo\":\"{namespaces}\"";

    /// <summary>How many items stand in segments that only the later list has.</summary>
    private static int Moved<T>(SegmentedList<T> before, SegmentedList<T> after)
        where T : class
    {
        var known = before.Segments.ToArray().ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return after.Segments.ToArray().Where(segment => !known.Contains(segment)).Sum(segment => segment.Length);
    }
}
