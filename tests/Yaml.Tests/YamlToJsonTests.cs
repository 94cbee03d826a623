using System.Text;

namespace MeshActors.Yaml.Tests;

public class YamlToJsonTests
{
    // What kubectl 1.32 makes of the same text.
    [Theory]
    [InlineData("[y, Y, yes, YES, yEs, n, NO, on, off, true, tRue]", """[true,true,true,true,"yEs",false,false,true,false,true,"tRue"]""")]
    [InlineData("['true', \"true\", !!str yes, !!bool \"yes\"]", """["true","true","yes",true]""")]
    [InlineData("[~, null, NULL, nULL, '', !!null '']", """[null,null,null,"nULL","",null]""")]
    [InlineData("[1, -1, +1, 0x1F, -0x1F, +0x1F, 0o17, 017, -017, 00012, 0b101, -0b11]", "[1,-1,1,31,-31,31,15,15,-15,10,5,-3]")]
    [InlineData("[08, 09.5, 0o8, 0b2, 0x, 0xZ, 1a]", """[8,9.5,"0o8","0b2","0x","0xZ","1a"]""")]
    [InlineData("[1_000, _1, 1_, 0x1F_, ._1, 1_0.5]", """[1000,"_1",1,31,"._1",10.5]""")]
    [InlineData("[9223372036854775807, 9223372036854775808, -9223372036854775808]", "[9223372036854775807,9223372036854775808,-9223372036854775808]")]
    [InlineData("[1.0, 1.5, 1e3, .5, 5., -.5, +.5, 1.e3, 1e-3]", "[1,1.5,1000,0.5,5,-0.5,0.5,1000,0.001]")]
    [InlineData("[1e, 1e400, 1.2.3, --]", """["1e","1e400","1.2.3","--"]""")]
    [InlineData("[1:30, 190:20:30, 2020-01-01, 2001-12-14T21:59:43.10-05:00, =]", """["1:30","190:20:30","2020-01-01","2001-12-14T21:59:43.10-05:00","="]""")]
    [InlineData("{1: g, 0x10: f, 1.5: d, -1: e, true: c, 2020-01-01: b}", """{"1":"g","16":"f","1.5":"d","-1":"e","true":"c","2020-01-01":"b"}""")]
    [InlineData("[!!binary aGVsbG8=, !foo 12, ! 12, !!float 3, !!int '12', !!timestamp 2020-01-01]", """["hello","12","12",3,12,"2020-01-01"]""")]
    [InlineData("!!set {a, b}", """{"a":null,"b":null}""")]
    public void ToJson_FlowValues_AreReadAsKubectlReadsThem(string yaml, string json) =>
        Json(yaml).ShouldBe(json);

    [Fact]
    public void ToJson_BlockScalars_KeepOrFoldTheirLines() =>
        Json("a: |\n  x\n   y\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\n").ShouldBe("""{"a":"x\n y\n","b":"x y\nz","c":"x\n\n"}""");

    [Theory]
    [InlineData("base: &a {p: 1, q: 2}\nm: {<<: *a, q: 3}", """{"base":{"p":1,"q":2},"m":{"p":1,"q":3}}""")]
    [InlineData("base: &a {p: 1, q: 2}\nm:\n  q: 3\n  <<: [*a, {q: 5, r: 4}]", """{"base":{"p":1,"q":2},"m":{"q":2,"r":4,"p":1}}""")]
    [InlineData("a: &k v\nb: *k", """{"a":"v","b":"v"}""")]
    public void ToJson_AnchorsAndMerges_AreExpanded(string yaml, string json) => Json(yaml).ShouldBe(json);

    [Fact]
    public void ToJson_SeveralDocuments_LeavesOutTheEmptyOnes()
    {
        var documents = YamlDocuments.Read("# head\n---\na: 1\n---\n# nothing\n---\n\nb: 2\n...\n");

        documents.Select(d => (d.Line, Encoding.UTF8.GetString(d.Json.Span))).ShouldBe([(3, """{"a":1}"""), (8, """{"b":2}""")]);
    }

    [Fact]
    public void ToJson_JsonText_IsYamlToo() =>
        Json("{\n\t\"a\": [1, \"x\\u00e9\", true, null],\n\t\"b\": {}\n}").ShouldBe("""{"a":[1,"x\u00E9",true,null],"b":{}}""");

    [Fact]
    public void ToJson_ByteOrderMarkAndCarriageReturns_AreNoContent() =>
        Encoding.UTF8.GetString(YamlDocuments.ToJson([0xEF, 0xBB, 0xBF, .. "a: 1\r\nb: x\r\n"u8])[0].Span).ShouldBe("""{"a":1,"b":"x"}""");

    [Theory]
    [InlineData("a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "key \"c\" is given twice")]
    [InlineData("a: 1\n1: x\n\"1\": y\n", 3, 1, "key \"1\" is given twice")]
    [InlineData("a: *nope\n", 1, 4, "unknown anchor 'nope'")]
    [InlineData("a: &x [*x]\n", 1, 8, "anchor 'x' contains itself")]
    [InlineData("a: !!int x\n", 1, 4, "'x' is not a valid integer")]
    [InlineData("a:\n  b: .nan\n", 2, 6, ".nan has no JSON form")]
    [InlineData("~: x\n", 1, 1, "a key cannot be null")]
    [InlineData("? {a: b}\n: c\n", 1, 3, "a key must be a scalar")]
    [InlineData("<<: 1\n", 1, 5, "only a mapping, or a list of mappings, can be merged")]
    public void ToJson_WhatHasNoJsonForm_NamesPlaceAndReason(string yaml, int line, int column, string reason)
    {
        var error = Should.Throw<InvalidYamlException>(() => YamlDocuments.ToJson(yaml));

        (error.Line, error.Column, error.Reason).ShouldBe((line, column, reason));
    }

    [Theory]
    [InlineData("a: [1\nb: 2\n", 2)]
    [InlineData("a: 1\n  b: 2\n", 2)]
    [InlineData("a: \"x\n", 2)]
    [InlineData("x: 1\na: @x\n", 2)]
    public void ToJson_BrokenText_NamesItsLine(string yaml, int line) =>
        Should.Throw<InvalidYamlException>(() => YamlDocuments.ToJson(yaml)).Line.ShouldBe(line);

    [Fact]
    public void ToJson_AliasesThatExplode_AreRefused()
    {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 9; i++)
        {
            var item = $"*a{i - 1}";
            yaml.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(item, 10))}]\n");
        }

        Should.Throw<InvalidYamlException>(() => YamlDocuments.ToJson(yaml.ToString())).Reason.ShouldContain("too many values");
    }

    [Fact]
    public void ToJson_VeryDeepNesting_IsRefused() =>
        Should.Throw<InvalidYamlException>(() => YamlDocuments.ToJson(new string('[', 5000))).Reason.ShouldContain("nested deeper");

    private static string Json(string yaml) => Encoding.UTF8.GetString(YamlDocuments.ToJson(yaml).ShouldHaveSingleItem().Span);
}
