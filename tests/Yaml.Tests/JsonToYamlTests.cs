using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace MeshActors.Yaml.Tests;

public class JsonToYamlTests
{
    [Fact]
    public void JsonToYaml_Object_HasKubectlsLayout() =>
        Yaml("""{"kind":"X","spec":{"ports":[{"port":80,"names":["a","b"]},[1,[2]],[],{}],"none":null,"empty":{}}}""").ShouldBe(
            """
            kind: X
            spec:
              ports:
              - port: 80
                names:
                - a
                - b
              - - 1
                - - 2
              - []
              - {}
              none: null
              empty: {}

            """);

    // What kubectl 1.32 writes for the same strings.
    [Theory]
    [InlineData("y", "\"y\"")]
    [InlineData("1.0", "\"1.0\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("", "\"\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2020-01-01", "\"2020-01-01\"")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("- a", "'- a'")]
    [InlineData("-", "'-'")]
    [InlineData("*a", "'*a'")]
    [InlineData("%a", "'%a'")]
    [InlineData(" a", "' a'")]
    [InlineData("a:", "'a:'")]
    [InlineData(":a", ":a")]
    [InlineData("?a", "?a")]
    [InlineData("a]", "a]")]
    [InlineData("it's", "it's")]
    [InlineData("'it", "'''it'")]
    [InlineData("é", "é")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("a\nb", "|-\n  a\n  b")]
    [InlineData("a\nb\n", "|\n  a\n  b")]
    [InlineData("a\n\nb\n\n", "|+\n  a\n\n  b\n")]
    [InlineData(" a\nb", "|2-\n   a\n  b")]
    public void JsonToYaml_String_IsQuotedOnlyWhereItMust(string value, string yaml) =>
        Yaml(new JsonObject { ["k"] = value }.ToJsonString()).ShouldBe($"k: {yaml}\n");

    [Fact]
    public void JsonToYaml_AnyStringAsKeyAndValue_ReadsBackAsItself()
    {
        var alphabet = Gen.Elements("a", "b", " ", "  ", "\n", "\t", ":", "#", "-", "'", "\"", "\\", "[", "{", "0", "1", ".", "e", "y", "~", "é", "\r", "\u0085", "\U0001F600", "<<", "|", "?", ",", "&", "*", "!", "%");
        var strings = Gen.Select(Gen.ListOf(alphabet), parts => string.Concat(parts)).ToArbitrary();

        Prop.ForAll(strings, text =>
        {
            var json = new JsonObject { ["a"] = new JsonArray(text, new JsonObject { ["n"] = text }), [text + "k"] = text }.ToJsonString();
            var back = YamlDocuments.ToJson(Yaml(json))[0];
            return JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(back.Span));
        }).QuickCheckThrowOnFailure();
    }

    private static string Yaml(string json) => YamlDocuments.JsonToYaml(Encoding.UTF8.GetBytes(json));
}
