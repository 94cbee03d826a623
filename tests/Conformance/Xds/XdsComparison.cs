using System.Text.Json;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Comparison;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Xds;

/// <summary>Compares what came with what was recorded, and keeps the counts of one case.</summary>
public sealed class XdsComparison(CanonicalDigests digests, bool explain)
{
    private readonly Dictionary<string, Tally> _parts = [];
    private readonly List<ResourceDifference> _differences = [];

    /// <summary>A proxy to which nothing was sent.</summary>
    public void AddUnanswered(XdsCase xdsCase, XdsProxy proxy)
    {
        foreach (var sort in ResourceSort.EnvoyOrder)
        {
            Add(xdsCase, proxy, sort, []);
        }
    }

    public void Add(XdsCase xdsCase, XdsProxy proxy, ResourceSort sort, IReadOnlyList<SubjectResource> came)
    {
        var got = new Dictionary<string, SubjectResource>();
        foreach (var resource in came)
        {
            got[Unused(got, sort == ResourceSort.NameTable ? "" : resource.Name)] = resource;
        }

        var tally = default(Tally);
        var seen = new HashSet<string>();
        foreach (var line in RecordedLines(xdsCase.File.Find($"{proxy.Name}/{sort.Name}.json")))
        {
            var text = line.AsSpan().Trim().TrimEnd(',');
            if (text is "" or "[" or "]")
            {
                continue;
            }

            var expected = digests.OfJson(sort, text);
            var name = Unused(seen, expected.Name);
            seen.Add(name);
            var isThere = got.Remove(name, out var resource);
            var isEqual = isThere && digests.OfMessage(sort, resource.Value.Span) == expected.Digest;
            tally += new Tally(1, isEqual ? 1 : 0);
            if (!isEqual && explain)
            {
                Explain($"{proxy.Name} {sort.Name} {name}", sort, text.ToString(), isThere ? resource : null);
            }
        }

        tally += new Tally(got.Count, 0);
        if (explain)
        {
            foreach (var (name, extra) in got)
            {
                Explain($"{proxy.Name} {sort.Name} {name}", sort, null, extra);
            }
        }

        if (tally.Resources > 0)
        {
            _parts[sort.Name] = _parts.GetValueOrDefault(sort.Name) + tally;
        }
    }

    public CaseResult ToResult(CaseFile file, IReadOnlyList<string> notes) => new(file.Name, file.Prefix, _parts, _differences, notes);

    private static IEnumerable<string> RecordedLines(string? file) => file is null ? [] : File.ReadLines(file);

    // Names need not be unique; the second "x" becomes "x (2)" on both sides.
    private static string Unused(Dictionary<string, SubjectResource> taken, string name) => Unused(taken.ContainsKey, name);

    private static string Unused(HashSet<string> taken, string name) => Unused(taken.Contains, name);

    private static string Unused(Func<string, bool> isTaken, string name)
    {
        var result = name;
        for (var i = 2; isTaken(result); i++)
        {
            result = $"{name} ({i})";
        }

        return result;
    }

    private void Explain(string where, ResourceSort sort, string? expected, SubjectResource? got)
    {
        var expectedJson = expected is null ? (JsonElement?)null : Canonical(sort, expected);
        var gotJson = got is null ? (JsonElement?)null : Canonical(sort, got.Value);
        _differences.Add(new ResourceDifference(where, [.. JsonDifference.Between(expectedJson, gotJson)]));
    }

    private static JsonElement Canonical(ResourceSort sort, string json)
    {
        var message = EnvoyJson.Parse(json, sort.Message);
        CanonicalForm.Normalise(message);
        return Parse(EnvoyJson.Print(message));
    }

    private static JsonElement Canonical(ResourceSort sort, SubjectResource resource)
    {
        var message = sort.Message.Parser.ParseFrom(resource.Value.ToArray());
        CanonicalForm.Normalise(message);
        return Parse(EnvoyJson.Print(message));
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return document.RootElement.Clone();
    }
}
