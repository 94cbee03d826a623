using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>The bundled schemas on every object of Istio's own tests and samples.</summary>
public sealed class RecordedObjectTests
{
    private const string Data = "conformance";

    [SharedDataFact(Data)]
    public void Objects_ThatWereServed_AreAcceptedWhole()
    {
        var objects = ((string[])["xds", "ambient"]).SelectMany(RecordedObjects.Of).ToList();

        objects.Count.ShouldBeGreaterThan(500);
        // Some of Istio's tests hold objects that were written by proto-JSON: 64-bit numbers are strings there, which no API server takes.
        objects.SelectMany(o => CrdSet.Bundled.Faults(o.Item).Select(fault => $"{o.Place}: {fault}"))
            .Where(fault => !fault.Contains("minimumRingSize: Invalid value: \"string\"", StringComparison.Ordinal)).ShouldBeEmpty();
        // A field that Istio took out of its API years ago still stands in one of its samples.
        objects.SelectMany(o => CrdSet.Bundled.UnknownFields(o.Item).Select(field => $"{o.Place}: {field}"))
            .Where(field => !field.EndsWith("spec.http[0].websocketUpgrade", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [SharedDataFact(CrdSet.ReferencePath)]
    public void Objects_OfAnySort_AreJudgedAsIstioDoes()
    {
        var objects = ((string[])["xds", "xds-inputs", "ambient", "authz", "gateway-api", "ingress", "analyze", "cli", "validation"])
            .SelectMany(RecordedObjects.Of).ToList();

        objects.Count.ShouldBeGreaterThan(1000);
        foreach (var (place, item) in objects)
        {
            var faults = CrdSet.Bundled.Faults(item).Select(fault => fault.Field).Distinct();
            faults.ShouldBe(CrdSet.Reference.Faults(item).Select(fault => fault.Field).Distinct(), ignoreOrder: true, place);
            CrdSet.Bundled.UnknownFields(item).ShouldBe(CrdSet.Reference.UnknownFields(item), ignoreOrder: true, place);
        }
    }
}
