using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Analysis;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Tests;

public sealed class ObjectStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly AnalysisMessage[] Missing = [new(MessageType.ReferencedResourceNotFound, "spec.http[0]", "no such host")];
    private static readonly FieldError[] Error = [new("spec.http[0]", "a destination is required")];

    [Fact]
    public void InvalidObject_IsToldWhy_AndOtherConditionsStay()
    {
        var item = Item("""{"status":{"conditions":[{"type":"Other","status":"True"}]}}""");

        var status = Patch(item, Error)!["status"]!;

        status["conditions"]!.AsArray().Select(c => (string?)c!["type"]).ShouldBe(["Other", "Reconciled"]);
        status["conditions"]![1]!["status"]!.GetValue<string>().ShouldBe("False");
        status["conditions"]![1]!["message"]!.GetValue<string>().ShouldBe("spec.http[0]: a destination is required");
        status["validationMessages"]![0]!["type"]!["code"]!.GetValue<string>().ShouldBe("IST0106");
    }

    [Fact]
    public void VerdictThatStandsThereAlready_IsNotWrittenAgain()
    {
        var item = Item("""{"status":{"conditions":[{"type":"Reconciled","status":"False","reason":"Invalid","message":"spec.http[0]: a destination is required"}]}}""");

        ObjectStatus.PatchFor(item, Error, [], Now).ShouldBeNull();
    }

    [Fact]
    public void ObjectThatWasReported_IsToldThatItIsValidNow()
    {
        var item = Item("""{"status":{"conditions":[{"type":"Reconciled","status":"False","reason":"Invalid","message":"x"}]}}""");

        var status = Patch(item, [])!["status"]!;

        status["conditions"]![0]!["status"]!.GetValue<string>().ShouldBe("True");
        status["validationMessages"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void ObjectThatWasNeverReported_IsLeftAlone() => ObjectStatus.PatchFor(Item("{}"), [], [], Now).ShouldBeNull();

    [Fact]
    public void ObjectThatNamesWhatIsNotThere_IsToldSo_AndStillCounts()
    {
        var status = Patch(Item("""{"metadata":{"generation":3}}"""), [], Missing)!["status"]!;

        var condition = status["conditions"]!.AsArray().ShouldHaveSingleItem()!;
        condition["type"]!.GetValue<string>().ShouldBe("ResolvedRefs");
        condition["status"]!.GetValue<string>().ShouldBe("False");
        condition["message"]!.GetValue<string>().ShouldBe("spec.http[0]: no such host");
        status["validationMessages"]![0]!["type"]!["code"]!.GetValue<string>().ShouldBe("IST0101");
        status["observedGeneration"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public void ReferenceThatIsThereNow_IsToldSo()
    {
        var item = Item("""{"status":{"conditions":[{"type":"ResolvedRefs","status":"False","reason":"ReferencedResourceNotFound","message":"x"}]}}""");

        Patch(item, [])!["status"]!["conditions"]![0]!["status"]!.GetValue<string>().ShouldBe("True");
        ObjectStatus.PatchFor(item, [], null, Now).ShouldBeNull("before a view of the mesh nothing is known of references");
    }

    [Fact]
    public void InvalidObject_IsNotToldOfReferences()
    {
        var item = Item("""{"status":{"conditions":[{"type":"ResolvedRefs","status":"False","reason":"ReferencedResourceNotFound","message":"x"}]}}""");

        Patch(item, Error)!["status"]!["conditions"]!.AsArray().Select(c => (string?)c!["type"]).ShouldBe(["Reconciled"]);
    }

    [Fact]
    public void SameVerdictOnALaterGeneration_KeepsItsTime_AndSaysWhatWasSeen()
    {
        var item = Item("""
            {"metadata":{"generation":2},"status":{"observedGeneration":1,"conditions":[{"type":"Reconciled","status":"False","reason":"Invalid",
             "message":"other","lastTransitionTime":"2020-01-01T00:00:00Z"}]}}
            """);

        var status = Patch(item, Error)!["status"]!;

        status["observedGeneration"]!.GetValue<long>().ShouldBe(2);
        status["conditions"]![0]!["lastTransitionTime"]!.GetValue<string>().ShouldBe("2020-01-01T00:00:00Z");
    }

    private static WatchedObject Item(string json) =>
        new(ResourceKinds.VirtualService, "ns", "vs", "u", "1", Encoding.UTF8.GetBytes(json));

    private static JsonNode? Patch(WatchedObject item, IReadOnlyList<FieldError> errors, IReadOnlyList<AnalysisMessage>? found = null) =>
        ObjectStatus.PatchFor(item, errors, found ?? [], Now) is { } patch ? JsonNode.Parse(patch.Span) : null;
}
