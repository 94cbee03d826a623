using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Tests;

public sealed class ValidityStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
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

        ValidityStatus.PatchFor(item, Error, Now).ShouldBeNull();
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
    public void ObjectThatWasNeverReported_IsLeftAlone() => ValidityStatus.PatchFor(Item("{}"), [], Now).ShouldBeNull();

    private static WatchedObject Item(string json) =>
        new(ResourceKinds.VirtualService, "ns", "vs", "u", "1", Encoding.UTF8.GetBytes(json));

    private static JsonNode? Patch(WatchedObject item, IReadOnlyList<FieldError> errors) =>
        ValidityStatus.PatchFor(item, errors, Now) is { } patch ? JsonNode.Parse(patch.Span) : null;
}
