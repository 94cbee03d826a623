using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.Tests.Configuration;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["env"] = "prod", ["team"] = "a" };

    [Theory]
    [InlineData("In", "env", true)]
    [InlineData("NotIn", "env", false)]
    [InlineData("Exists", "env", true)]
    [InlineData("DoesNotExist", "env", false)]
    [InlineData("In", "absent", false)]
    [InlineData("NotIn", "absent", true)]
    [InlineData("Exists", "absent", false)]
    [InlineData("DoesNotExist", "absent", true)]
    [InlineData("Like", "env", false)]
    public void Matches_Expression_FollowsKubernetes(string operation, string key, bool expected)
    {
        var selector = new LabelSelector { MatchExpressions = [new() { Key = key, Operator = operation, Values = ["prod", "test"] }] };

        selector.Matches(Labels).ShouldBe(expected);
    }

    [Fact]
    public void Matches_SeveralConditions_AllHaveToHold()
    {
        var labels = new Dictionary<string, string> { ["env"] = "prod" };
        var expression = new LabelSelectorRequirement { Key = "team", Operator = "In", Values = ["b"] };

        new LabelSelector { MatchLabels = labels }.Matches(Labels).ShouldBeTrue();
        new LabelSelector { MatchLabels = labels, MatchExpressions = [expression] }.Matches(Labels).ShouldBeFalse();
    }

    [Fact]
    public void Matches_NoConditions_SelectsEverything() => new LabelSelector().Matches(Labels).ShouldBeTrue();
}
