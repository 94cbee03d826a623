using System.Text;
using System.Text.Json;

namespace MeshActors.Kubernetes.Tests.Objects;

public sealed class ObjectMetaTests
{
    [Fact]
    public void Header_OfAFullObject_IsReadWhereverItStands()
    {
        var json = """
            {"spec":{"metadata":{"name":"inner"}},"kind":"Pod","metadata":{"managedFields":[{"manager":"m"}],"name":"p","namespace":"n",
             "uid":"u","resourceVersion":"7","generation":3,"labels":{"a":"b"},"annotations":{"c":"d"},"finalizers":["f"],
             "creationTimestamp":"2026-01-02T03:04:05Z","deletionTimestamp":null,
             "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"r","uid":"ru","controller":true,"blockOwnerDeletion":true}]}}
            """u8.ToArray();

        var metadata = KubernetesObject.Parse(ResourceTypes.Pods, json).Metadata;

        metadata.Key.ShouldBe(new ObjectKey("n", "p"));
        metadata.Generation.ShouldBe(3);
        metadata.Labels["a"].ShouldBe("b");
        metadata.Annotations["c"].ShouldBe("d");
        metadata.Finalizers.ShouldBe(["f"]);
        metadata.CreationTimestamp.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        metadata.DeletionTimestamp.ShouldBeNull();
        metadata.ControllerOwner.ShouldBe(new OwnerReference("apps/v1", "ReplicaSet", "r", "ru", true, true));
    }

    [Fact]
    public void Header_WrittenAndReadAgain_IsTheSame()
    {
        var lease = new Lease { Metadata = new ObjectMeta { Name = "l", Namespace = "n", Labels = new Dictionary<string, string> { ["x"] = "y" } } };

        var json = TypedObjects.ToJson(lease);

        Encoding.UTF8.GetString(json).ShouldBe(
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l","namespace":"n","labels":{"x":"y"}},"spec":{}}""");
        KubernetesObject.Parse(ResourceTypes.Leases, json).Metadata.Labels["x"].ShouldBe("y");
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"metadata":{"name":5}}""")]
    [InlineData("""{"metadata":{"name":"x""")]
    public void Header_OfNonsense_IsAJsonError(string json) =>
        Should.Throw<JsonException>(() => KubernetesObject.Parse(ResourceTypes.Pods, Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void LeaseTimes_AreWrittenWithSixDigits()
    {
        var spec = new LeaseSpec { RenewTime = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) };

        var json = Encoding.UTF8.GetString(TypedObjects.ToJson(new Lease { Spec = spec }));

        json.ShouldContain("\"renewTime\":\"2026-01-02T03:04:05.000000Z\"");
    }
}
