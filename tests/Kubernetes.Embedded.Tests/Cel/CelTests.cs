using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Cel;

namespace MeshActors.Kubernetes.Embedded.Tests.Cel;

public sealed class CelTests
{
    [Theory]
    [InlineData("1 + 2 * 3 == 7", "0", true)]
    [InlineData("0 < self && self <= 65535", "80", true)]
    [InlineData("0 < self && self <= 65535", "0", false)]
    [InlineData("self != \"*\"", "\"*\"", false)]
    [InlineData("has(self.a) || has(self.b)", "{\"b\":1}", true)]
    [InlineData("(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1", "{\"a\":1,\"b\":1}", false)]
    [InlineData("self.all(k, size(k) < 3 && k.matches(\"^[a-z]+$\"))", "{\"ab\":1,\"c\":2}", true)]
    [InlineData("self.all(k, !k.contains(\"*\"))", "[\"a\",\"*\"]", false)]
    [InlineData("self.all(l1, self.exists_one(l2, l1.number == l2.number))", "[{\"number\":1},{\"number\":1}]", false)]
    [InlineData("duration(self) >= duration('1ms')", "\"1h30m\"", true)]
    [InlineData("duration(self) >= duration('1ms')", "\"0.5ms\"", false)]
    [InlineData("self.startsWith(\"unix://\") ? (self.substring(7, 8) == \"/\" || self.substring(7, 8) == \"@\") : true", "\"unix://x\"", false)]
    [InlineData("((has(self.r) ? self.r : \"\") == \"X\") ? ((has(self.e) ? self.e : []).size() <= 1) : true", "{\"r\":\"X\"}", true)]
    [InlineData("(has(self.m) ? self.m : {}).size() > 0", "{}", false)]
    [InlineData("self.k in [\"A\", 'B']", "{\"k\":\"B\"}", true)]
    [InlineData("\"x\" in self", "{\"x\":null}", true)]
    [InlineData("isURL(self) ? url(self).getScheme() in [\"\", \"http\"] : false", "\"http://a.b:80/c\"", true)]
    [InlineData("isURL(self) ? url(self).getScheme() in [\"\", \"http\"] : isURL(\"http://\" + self)", "\"docker.io/x:1\"", true)]
    [InlineData("isURL(self)", "\"http://user:word@a.b/c%20d\"", true)]
    [InlineData("isURL(self)", "\"http://#%blah$#@\"", false)]
    [InlineData("isURL(self)", "\"http://a{b/c\"", false)]
    [InlineData("isURL(self)", "\"http://a.b/c%2\"", false)]
    [InlineData("self.filter(i, i > 1).map(i, i * 2) == [4, 6]", "[1,2,3]", true)]
    [InlineData("self.missing == 1 || true", "{}", true)]
    [InlineData("-self < 1.5", "2", true)]
    public void Evaluate_Expression_GivesItsTruth(string rule, string self, bool expected)
        => new CelEvaluator().Evaluate(CelParser.Parse(rule), new CelScope("self", JsonNode.Parse(self), null)).ShouldBe(expected);

    [Theory]
    [InlineData("self.missing")]
    [InlineData("self + 1")]
    [InlineData("duration('soon') > duration('1s')")]
    [InlineData("nothing")]
    [InlineData("1 / 0")]
    [InlineData("9223372036854775807 + 1")]
    public void Evaluate_Nonsense_FailsWithCelException(string rule)
        => Should.Throw<CelException>(() => new CelEvaluator().Evaluate(CelParser.Parse(rule), new CelScope("self", new JsonObject(), null)));

    [Theory]
    [InlineData("self ==")]
    [InlineData("(self")]
    [InlineData("'open")]
    [InlineData("a b")]
    [InlineData("self..x")]
    [InlineData("#")]
    public void Parse_BrokenText_FailsWithCelException(string rule) => Should.Throw<CelException>(() => CelParser.Parse(rule));

    [Fact]
    public void Evaluate_TextThatIsNoNumber_IsToldAsAConversion()
        => Should.Throw<CelException>(() => new CelEvaluator().Evaluate(CelParser.Parse("int(self) > 0"), new CelScope("self", "x", null)))
            .Message.ShouldBe("type conversion error from 'string' to 'int'");

    [Fact]
    public void Evaluate_EndlessWork_IsCutOff()
    {
        var many = new JsonArray([.. Enumerable.Range(0, 1000).Select(i => (JsonNode?)i)]);

        Should.Throw<CelException>(() => new CelEvaluator().Evaluate(CelParser.Parse("self.all(a, self.all(b, a + b >= 0))"), new CelScope("self", many, null)))
            .Message.ShouldContain("costs too much");
    }
}
